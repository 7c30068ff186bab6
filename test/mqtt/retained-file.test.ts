import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRetainedFile } from '../../src/mqtt/retained-file.js';
import { startBroker } from '../support/broker.js';
import { createManualClock } from '../support/manual-clock.js';
import { temporaryDirectory } from '../support/mosquitto.js';
import { createProbe } from '../support/mqtt-probe.js';
import { createRecordingLogger } from '../support/recording-logger.js';

const FILTERS = ['wattbridge/surplus/+/mode', 'wattbridge/+/announced'];

async function fileInNewFolder(): Promise<string> {
  return join(await temporaryDirectory(), 'data', 'retained.json');
}

describe('createRetainedFile', () => {
  it('hands out what an earlier run noted, and nothing else', async () => {
    const file = await fileInNewFolder();
    const log = createRecordingLogger();
    const first = createRetainedFile({ file, filters: FILTERS }, { clock: createManualClock(), log });
    expect(first.load()).toEqual([]);
    first.note('wattbridge/surplus/charger/mode', 'pv');
    first.note('wattbridge/bridge/announced', '{}');
    first.note('wattbridge/meter/1.7.0', '228');
    first.note('wattbridge/bridge/announced', '');
    const second = createRetainedFile({ file, filters: FILTERS }, { clock: createManualClock(), log });
    expect(second.load()).toEqual([{ topic: 'wattbridge/surplus/charger/mode', payload: 'pv' }]);
    expect(readdirSync(join(file, '..'))).toEqual(['retained.json']);
    expect(log.entries).toEqual([]);
  });

  it('writes only what is new', async () => {
    const file = await fileInNewFolder();
    const memory = createRetainedFile(
      { file, filters: FILTERS },
      { clock: createManualClock(), log: createRecordingLogger() },
    );
    memory.note('wattbridge/surplus/charger/mode', 'pv');
    writeFileSync(file, 'untouched');
    memory.note('wattbridge/surplus/charger/mode', 'pv');
    expect(readFileSync(file, 'utf8')).toBe('untouched');
  });

  it('writes what changes all day long once a minute, with the others, and at the end', async () => {
    const file = await fileInNewFolder();
    const clock = createManualClock();
    const slowFilters = ['wattbridge/surplus/+/starts_today'];
    const ports = { clock, log: createRecordingLogger() };
    const memory = createRetainedFile({ file, filters: FILTERS, slowFilters }, ports);
    const mode = 'wattbridge/surplus/charger/mode';
    const starts = 'wattbridge/surplus/charger/starts_today';
    const written = () => JSON.parse(readFileSync(file, 'utf8'));
    const note = async (count: number): Promise<void> => {
      memory.note(starts, String(count));
      await clock.advance(1000);
    };
    for (let count = 0; count < 60; count++) await note(count);
    expect(existsSync(file)).toBe(false);
    await note(60);
    expect(written()).toEqual({ [starts]: '60' });
    await note(61);
    memory.note(mode, 'pv');
    expect(written()).toEqual({ [starts]: '61', [mode]: 'pv' });
    await note(62);
    await clock.advance(60_000);
    memory.note('wattbridge/surplus/charger/state', '{}');
    expect(written()).toMatchObject({ [starts]: '62' });
    await note(63);
    memory.close();
    expect(written()).toMatchObject({ [starts]: '63' });
    writeFileSync(file, 'untouched');
    memory.close();
    expect(readFileSync(file, 'utf8')).toBe('untouched');
  });

  it('starts anew, and says so, when the file is damaged', async () => {
    const file = await fileInNewFolder();
    const log = createRecordingLogger();
    createRetainedFile({ file, filters: FILTERS }, { clock: createManualClock(), log }).note(
      'wattbridge/surplus/charger/mode',
      'pv',
    );
    writeFileSync(file, '{"wattbridge/surplus/charger/mode":');
    expect(
      createRetainedFile({ file, filters: FILTERS }, { clock: createManualClock(), log }).load(),
    ).toEqual([]);
    expect(log.messages('error')).toHaveLength(1);
  });
});

describe('the embedded broker with a memory', () => {
  it('keeps chosen retained messages over a restart', async () => {
    const file = await fileInNewFolder();
    const log = createRecordingLogger();
    const first = await startBroker({
      memory: createRetainedFile({ file, filters: FILTERS }, { clock: createManualClock(), log }),
    });
    const writer = await createProbe(first.url);
    await writer.publish('wattbridge/surplus/charger/mode', 'pv', { retain: true, qos: 1 });
    await writer.publish('wattbridge/surplus/charger2/mode', 'fast', { retain: false, qos: 1 });
    await first.broker.stop();
    expect(existsSync(file)).toBe(true);

    const second = await startBroker({
      memory: createRetainedFile({ file, filters: FILTERS }, { clock: createManualClock(), log }),
    });
    const reader = await createProbe(second.url);
    await reader.subscribe('wattbridge/#');
    expect(await reader.nextMessage('wattbridge/surplus/+/mode')).toMatchObject({
      payload: 'pv',
      retain: true,
    });
    expect(reader.untaken('#')).toEqual([]);
  });
});
