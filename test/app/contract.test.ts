import { describe, expect, it } from 'vitest';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import { deviceProblems } from '../support/homeassistant-schema.js';
import { createProbe } from '../support/mqtt-probe.js';
import { BROKERS, startApp } from './support.js';

describe.each(BROKERS)('the topic contract over %s', (broker) => {
  it('publishes every value of the meter, with its own time', async () => {
    const { probe } = await startApp({ broker });
    for (const obis of ['1.7.0', '1.8.0', '1.8.1', '1.8.2', '2.8.0']) {
      expect(Number((await probe.nextMessage(`wattbridge/meter/${obis}`)).payload)).not.toBeNaN();
    }
    const snapshot = JSON.parse((await probe.nextMessage('wattbridge/meter/state')).payload);
    expect(Object.keys(snapshot)).toEqual(
      expect.arrayContaining(['1.7.0', '2.8.0', 'measured_at', 'received_at']),
    );
    expect(Date.parse(snapshot.received_at) - Date.parse(snapshot.measured_at)).toBeLessThan(30_000);
    expect((await probe.nextMessage('wattbridge/meter/availability')).payload).toBe('online');
  });

  it('publishes every key that the charger can be read for, whole and by part, retained', async () => {
    const { probe, url, until } = await startApp({ broker });
    await until('wattbridge/charger/availability', (payload) => payload === 'online');
    const late = await createProbe(url, { protocolVersion: broker === 'mosquitto 5' ? 5 : 4 });
    await late.subscribe('wattbridge/charger/#');
    const snapshot = JSON.parse((await late.nextMessage('wattbridge/charger/state')).payload);
    const readable = GOE_DATAPOINTS.filter(({ access, source }) => access !== 'W' && source === 'seed');
    expect(readable.length).toBeGreaterThan(240);
    expect(readable.filter(({ key }) => !Object.hasOwn(snapshot, key))).toEqual([]);
    // MQTT cannot retain an empty payload. A change may arrive before the retained value.
    for (const { key } of readable.filter((row) => snapshot[row.key] !== '')) {
      while (!(await late.nextMessage(`wattbridge/charger/${key}`)).retain);
    }
    for (const part of [
      'nrg/power_total',
      'nrg/voltage_l1',
      'tma/1',
      'pha/l1_after',
      'cards/name_1',
      'lcctc/at',
    ]) {
      expect((await late.nextMessage(`wattbridge/charger/${part}`)).payload, part).not.toBe('');
    }
    expect(probe.untaken('wattbridge/charger/rst')).toEqual([]);
  });

  it('says what it is, and offline when it stops', async () => {
    const { until, stop, probe } = await startApp({ broker });
    await until('wattbridge/bridge/state', (payload) => payload === 'online');
    const info = await until('wattbridge/bridge/info', (payload) => payload.includes('software_version'));
    expect(JSON.parse(info)).toMatchObject({ version: '1.2.3', topic_base: 'wattbridge' });
    const gone = [
      probe.nextMessage('wattbridge/charger/availability'),
      until('wattbridge/charger/availability', (payload) => payload === 'offline'),
      until('wattbridge/meter/availability', (payload) => payload === 'offline'),
      until('wattbridge/bridge/state', (payload) => payload === 'offline'),
    ];
    await stop();
    await Promise.all(gone);
  });

  it('writes, confirms by reading back, and the charger acts', async () => {
    const { command, until, house } = await startApp({ broker });
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 3000);
    expect(await command('amp', '12')).toEqual({ ok: true, key: 'amp', value: 12, confirmed: true });
    await until('wattbridge/charger/amp', (payload) => payload === '12');
    await until('wattbridge/charger/nrg/power_total', (payload) => Number(payload) > 8000);
    expect(await command(undefined, '{"frc":1,"amp":8}')).toEqual({
      ok: true,
      value: { frc: 1, amp: 8 },
      confirmed: true,
    });
    await until('wattbridge/charger/nrg/power_total', (payload) => payload === '0');
    expect(house.faults.charger.size).toBe(0);
  });

  it('announces its devices to Home Assistant, and again with all states at its birth', async () => {
    const { probe, until } = await startApp({ broker });
    for (const id of ['bridge', 'meter', 'charger']) {
      const { payload, retain } = await probe.nextMessage(`homeassistant/device/wattbridge_${id}/config`);
      expect(deviceProblems(JSON.parse(payload))).toEqual([]);
      expect(retain).toBe(false);
    }
    await until('wattbridge/charger/amp', () => true);
    await probe.publish('homeassistant/status', 'online');
    await until('wattbridge/charger/amp', () => true);
    await probe.nextMessage('homeassistant/device/wattbridge_charger/config');
  });
});

describe('MQTT 5', () => {
  it('answers to the response topic with the correlation data', async () => {
    const { probe, until } = await startApp({ broker: 'mosquitto 5' });
    await until('wattbridge/charger/availability', (payload) => payload === 'online');
    await probe.publish('wattbridge/charger/amp/set', '11', {
      properties: { responseTopic: 'dashboard/answers', correlationData: Buffer.from('n1') },
    });
    const answer = await probe.nextMessage('dashboard/answers');
    expect(answer.correlationData).toBe('n1');
    expect(JSON.parse(answer.payload)).toEqual({ ok: true, key: 'amp', value: 11, confirmed: true });
  });
});
