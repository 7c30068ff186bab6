import { describe, expect, it, onTestFinished } from 'vitest';
import { createLiveDevices } from '../../src/api/live-devices.js';
import type { JsonObject } from '../../src/json.js';
import { createFakeMqtt } from '../support/fake-mqtt.js';
import { createManualClock } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';

const SET = 'wattbridge/charger/set';
const RESULT = 'wattbridge/charger/result';

async function start() {
  const mqtt = createFakeMqtt();
  const clock = createManualClock();
  const log = createRecordingLogger();
  const devices = createLiveDevices({ topicBase: 'wattbridge', ids: ['charger'] }, { mqtt, clock, log });
  onTestFinished(() => devices.stop());
  await devices.start();
  mqtt.connect();
  const tell = (topic: string, payload: string | JsonObject) =>
    mqtt.deliver({
      topic: `wattbridge/${topic}`,
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const refuse = (code: string) => tell('charger/result', { ok: false, error: { code, message: 'no' } });
  return { mqtt, clock, log, devices, tell, refuse };
}

/** A charger that is there. */
async function startOnline() {
  const running = await start();
  running.tell('bridge/state', 'online');
  running.tell('charger/availability', 'online');
  running.tell('charger/state', { amp: 16, received_at: '2026-06-21T09:59:58.500Z' });
  return running;
}

describe('what the devices show', () => {
  it('knows nothing before the first snapshot', async () => {
    const { devices, tell } = await start();
    expect(devices.get('charger')).toBeUndefined();
    tell('charger/availability', 'online');
    expect(devices.get('charger')).toBeUndefined();
    expect(devices.get('nobody')).toBeUndefined();
  });

  it('has the newest snapshot and its time', async () => {
    const { devices, tell } = await startOnline();
    tell('charger/state', { amp: 10, received_at: '2026-06-21T10:00:00.000Z' });
    const receivedAtMs = Date.UTC(2026, 5, 21, 10);
    expect(devices.get('charger')).toEqual({
      online: true,
      receivedAtMs,
      values: { amp: 10, received_at: '2026-06-21T10:00:00.000Z' },
    });
  });

  it('takes the time of arrival where a snapshot has none', async () => {
    const { devices, tell, clock } = await startOnline();
    tell('charger/state', { amp: 10, received_at: 'soon' });
    expect(devices.get('charger')?.receivedAtMs).toBe(clock.now());
  });

  it('leaves out a snapshot that cannot be read', async () => {
    const { devices, tell, log } = await startOnline();
    for (const payload of ['{', '', '[1]', 'null', '7']) tell('charger/state', payload);
    expect(devices.get('charger')?.values['amp']).toBe(16);
    expect(log.messages('debug')).toHaveLength(5);
  });

  it.each([
    ['the device says so', 'charger/availability', 'offline'],
    ["the bridge's last will says so", 'bridge/state', 'offline'],
  ])('is offline when %s', async (_, topic, payload) => {
    const { devices, tell } = await startOnline();
    expect(devices.get('charger')?.online).toBe(true);
    tell(topic, payload);
    expect(devices.get('charger')).toMatchObject({ online: false, values: { amp: 16 } });
  });

  it('is offline while the broker cannot be reached', async () => {
    const { devices, mqtt } = await startOnline();
    expect(devices.connected).toBe(true);
    mqtt.disconnect();
    expect(devices.connected).toBe(false);
    expect(devices.get('charger')?.online).toBe(false);
  });

  it('has the controller of a charger, which another role speaks for', async () => {
    const { devices, tell } = await startOnline();
    tell('surplus/charger/state', { mode: 'pv' });
    tell('surplus/charger/availability', 'online');
    expect(devices.get('surplus/charger')?.online).toBe(false);
    tell('surplus/state', 'online');
    expect(devices.get('surplus/charger')).toMatchObject({ online: true, values: { mode: 'pv' } });
    expect([...devices.roles].sort()).toEqual(['bridge', 'surplus']);
  });
});

describe('commands', () => {
  it('sends all values at once, not retained, and ends with the result', async () => {
    const { devices, mqtt, tell, clock } = await startOnline();
    const outcome = devices.command('charger', { frc: 2, amp: 10 }, 10_000);
    expect(await mqtt.nextMessage(SET)).toMatchObject({
      payload: '{"frc":2,"amp":10}',
      retain: false,
      qos: 0,
    });
    await clock.advance(700);
    const result = { ok: true, value: { amp: 10, frc: 2 }, confirmed: true };
    tell('charger/result', result);
    expect(await outcome).toEqual({ status: 'Accepted', results: result, tookMs: 700 });
    expect(clock.sleepers).toBe(0);
  });

  it("tells the bridge's reason", async () => {
    const { devices, mqtt, refuse } = await startOnline();
    const outcome = devices.command('charger', { rst: true }, 10_000);
    await mqtt.nextMessage(SET);
    refuse('not_allowed');
    expect(await outcome).toMatchObject({ status: 'Rejected', code: 'not_allowed', message: 'no' });
  });

  it('ends after its time, and does not take the late result for that of the next one', async () => {
    const { devices, mqtt, tell, refuse, clock } = await startOnline();
    const first = devices.command('charger', { amp: 10 }, 1000);
    await mqtt.nextMessage(SET);
    await clock.advance(1000);
    expect(await first).toEqual({ status: 'Timeout', tookMs: 1000 });
    const second = devices.command('charger', { amp: 12 }, 5000);
    await mqtt.nextMessage(SET);
    refuse('unreachable');
    tell('charger/result', { ok: true, value: { amp: 12 }, confirmed: true });
    expect(await second).toMatchObject({ status: 'Accepted' });
  });

  it('goes one after the other, and never late', async () => {
    const { devices, mqtt, tell, clock } = await startOnline();
    const first = devices.command('charger', { amp: 10 }, 3000);
    const second = devices.command('charger', { amp: 11 }, 10_000);
    const impatient = devices.command('charger', { amp: 12 }, 2000);
    expect((await mqtt.nextMessage(SET)).payload).toBe('{"amp":10}');
    await mqtt.expectSilence(SET);
    await clock.advance(2500);
    expect(await impatient).toMatchObject({ status: 'Timeout' });
    tell('charger/result', { ok: true, value: { amp: 10 }, confirmed: true });
    expect(await first).toMatchObject({ status: 'Accepted' });
    expect((await mqtt.nextMessage(SET)).payload).toBe('{"amp":11}');
    tell('charger/result', { ok: true, value: { amp: 11 }, confirmed: true });
    expect(await second).toMatchObject({ status: 'Accepted' });
    await mqtt.expectSilence(SET);
  });

  it('cannot be sent without a broker', async () => {
    const { devices, mqtt } = await startOnline();
    mqtt.disconnect();
    expect(await devices.command('charger', { amp: 10 }, 1000)).toMatchObject({ status: 'Error' });
    mqtt.connect();
    await mqtt.expectSilence(SET);
    expect(await devices.command('nobody', { amp: 10 }, 1000)).toMatchObject({ status: 'Error' });
  });

  it('ends when the server stops', async () => {
    const { devices, mqtt } = await startOnline();
    const under = devices.command('charger', { amp: 10 }, 1000);
    await mqtt.nextMessage(SET);
    await devices.stop();
    expect(await under).toMatchObject({ status: 'Error' });
    expect(await devices.command('charger', { amp: 11 }, 1000)).toMatchObject({ status: 'Error' });
    await mqtt.expectSilence(SET);
  });

  it('passes over what is no result', async () => {
    const { devices, mqtt, tell } = await startOnline();
    const outcome = devices.command('charger', { amp: 10 }, 5000);
    await mqtt.nextMessage(SET);
    for (const payload of ['{', '[]', '{}', '{"ok":false}', '{"ok":false,"error":{"code":1,"message":"x"}}'])
      tell('charger/result', payload);
    tell('charger/result', { ok: true, value: { amp: 10 }, confirmed: true });
    expect(await outcome).toMatchObject({ status: 'Accepted' });
  });
});

describe("others' commands on the same topic", () => {
  it.each([
    ['a success with another value', { ok: true, value: { amp: 7 }, confirmed: true }],
    ['a device that said no to the older one', { ok: false, error: { code: 'rejected', message: 'no' } }],
    ['an older one that ours replaced', { ok: false, error: { code: 'superseded', message: 'no' } }],
    ['a retained one', { ok: false, error: { code: 'retained', message: 'no' } }],
  ])('does not take %s for ours', async (_, result) => {
    const { devices, mqtt, tell } = await startOnline();
    tell('charger/set', '{"amp":7}');
    const outcome = devices.command('charger', { amp: 10 }, 5000);
    const { payload } = await mqtt.nextMessage(SET);
    tell('charger/set', payload);
    tell('charger/result', result);
    tell('charger/result', { ok: true, value: { amp: 10 }, confirmed: true });
    expect(await outcome).toMatchObject({ status: 'Accepted' });
  });

  it('does not take a refusal at once of a newer one for ours', async () => {
    const { devices, mqtt, tell, refuse } = await startOnline();
    const outcome = devices.command('charger', { amp: 10 }, 5000);
    const { payload } = await mqtt.nextMessage(SET);
    tell('charger/set', payload);
    tell('charger/set', '{"amp":99}');
    refuse('out_of_range');
    refuse('rejected');
    expect(await outcome).toMatchObject({ status: 'Rejected', code: 'rejected' });
  });

  it('forgets those whose result never came', async () => {
    const { devices, mqtt, tell, refuse, clock } = await startOnline();
    tell('charger/set', '{"amp":7}');
    await clock.advance(180_000);
    const outcome = devices.command('charger', { amp: 10 }, 5000);
    await mqtt.nextMessage(SET);
    refuse('unreachable');
    expect(await outcome).toMatchObject({ status: 'Rejected', code: 'unreachable' });
  });

  it('knows a success whose value the bridge wrote in another way', async () => {
    const { devices, mqtt, tell } = await startOnline();
    tell('charger/set', '{"lmo":"Default (Basic)"}');
    tell('charger/result', { ok: true, value: { lmo: 3 }, confirmed: true });
    const outcome = devices.command('charger', { amp: 10 }, 5000);
    await mqtt.nextMessage(SET);
    tell('charger/result', { ok: false, error: { code: 'unreachable', message: 'no' } });
    expect(await outcome).toMatchObject({ status: 'Rejected' });
  });

  it('does not count retained messages on the set-topic', async () => {
    const { devices, mqtt, refuse } = await startOnline();
    mqtt.deliver({ topic: SET, payload: '{"amp":7}', retain: true });
    const outcome = devices.command('charger', { amp: 10 }, 5000);
    await mqtt.nextMessage(SET);
    refuse('rejected');
    expect(await outcome).toMatchObject({ status: 'Rejected' });
    expect(mqtt.sent(RESULT)).toEqual([]);
  });
});
