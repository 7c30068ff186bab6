import { afterEach, describe, expect, it } from 'vitest';
import { type Bridge, createBridge } from '../../src/bridge/bridge.js';
import type { Datapoint } from '../../src/devices/datapoint.js';
import { DeviceError } from '../../src/devices/device-error.js';
import { createFakeDevice, row } from '../support/fake-device.js';
import { createFakeMqtt } from '../support/fake-mqtt.js';
import { createManualClock, settle } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';

const ROWS: readonly Datapoint[] = [
  row('amp', { access: 'R/W', range: { min: 6, max: 32 } }),
  row('frc', { access: 'R/W', options: { '0': 'Neutral', '1': 'Off', '2': 'On' } }),
  row('car'),
  row('rst', { access: 'W', type: 'boolean', guarded: true }),
  row('lrn', { access: 'W', range: { min: 0, max: 9 } }),
  row('psm', { access: 'R/W' }),
  row('rbt', { noise: { minIntervalMs: 60_000 } }),
  row('nrg', {
    type: 'array',
    parts: [{ name: 'power_total', path: [11], label: 'Power', type: 'number', unit: 'W' }],
  }),
  row('lri', { type: 'string', secret: true }),
];

const running: Bridge[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((bridge) => bridge.stop()));
});

interface Options {
  readonly readOnly?: boolean;
  readonly allow?: readonly string[];
  readonly publishSecrets?: boolean;
  readonly connected?: boolean;
  readonly meter?: boolean;
}

async function start(options: Options = {}) {
  const clock = createManualClock();
  const mqtt = createFakeMqtt();
  const log = createRecordingLogger();
  const device = createFakeDevice({ clock, rows: ROWS, readOnly: options.meter ?? false });
  device.shown.set('amp', 6).set('frc', 0).set('car', 1);
  const bridge = createBridge(
    {
      topicBase: 'wattbridge',
      version: '1.2.3',
      devices: [
        {
          device,
          staleAfterMs: 30_000,
          confirmTimeoutMs: 5000,
          policy: { readOnly: options.readOnly ?? false, allow: new Set(options.allow) },
          publishSecrets: options.publishSecrets ?? false,
        },
      ],
    },
    { mqtt, clock, log },
  );
  running.push(bridge);
  if (options.connected !== false) mqtt.connect();
  await bridge.start();
  await settle();
  const set = (key: string, payload: string, retain = false) =>
    mqtt.deliver({ topic: `wattbridge/charger/${key}/set`, payload, retain });
  const results = (key: string) =>
    mqtt.sent(`wattbridge/charger/${key}/result`).map((text) => JSON.parse(text));
  return { bridge, clock, mqtt, device, log, set, results };
}

describe('publishing', () => {
  it('publishes bridge, values, snapshot and availability, retained', async () => {
    const { mqtt, device, clock } = await start();
    device.shown.set('nrg', [230, 0, 0, 0, 6, 0, 0, 1380, 0, 0, 0, 1380]);
    await clock.advance(1000);
    expect(Object.fromEntries(mqtt.retained)).toMatchObject({
      'wattbridge/bridge/state': 'online',
      'wattbridge/charger/availability': 'online',
      'wattbridge/charger/amp': '6',
      'wattbridge/charger/nrg': '[230,0,0,0,6,0,0,1380,0,0,0,1380]',
      'wattbridge/charger/nrg/power_total': '1380',
    });
    expect(JSON.parse(mqtt.retained.get('wattbridge/bridge/info') ?? '')).toEqual({
      version: '1.2.3',
      topic_base: 'wattbridge',
      started_at: '2026-06-21T10:00:00.000Z',
      devices: [{ id: 'charger', kind: 'fake', manufacturer: 'Acme', model: 'Box' }],
    });
    expect(JSON.parse(mqtt.retained.get('wattbridge/charger/state') ?? '')).toMatchObject({
      amp: 6,
      received_at: '2026-06-21T10:00:01.000Z',
    });
  });

  it('publishes a value once, and then every change', async () => {
    const { mqtt, device, clock } = await start();
    await clock.advance(5000);
    device.shown.set('amp', 10);
    await clock.advance(5000);
    expect(mqtt.sent('wattbridge/charger/amp')).toEqual(['6', '10']);
  });

  it('says since when a key is missing and keeps its last value', async () => {
    const { mqtt, device, clock } = await start();
    device.shown.delete('frc');
    await clock.advance(1000);
    expect(mqtt.retained.get('wattbridge/charger/frc')).toBe('0');
    expect(JSON.parse(mqtt.retained.get('wattbridge/charger/state') ?? '')).toMatchObject({
      frc: 0,
      missing: { frc: '2026-06-21T10:00:01.000Z' },
    });
  });

  it('publishes keys that nobody knows, and keeps strange ones from breaking the topic tree', async () => {
    const { mqtt, device, clock } = await start();
    device.shown.set('zzz', { a: [1] }).set('a/b#', 'x');
    await clock.advance(1000);
    expect(mqtt.retained.get('wattbridge/charger/zzz')).toBe('{"a":[1]}');
    expect(mqtt.retained.get('wattbridge/charger/a_b_')).toBe('x');
  });

  it('masks secrets on the topic and in the snapshot unless told otherwise', async () => {
    for (const publishSecrets of [false, true]) {
      const { mqtt, device, clock } = await start({ publishSecrets });
      device.shown.set('lri', '04a1b2c3');
      await clock.advance(1000);
      expect(mqtt.messages.some(({ payload }) => payload.includes('04a1b2c3'))).toBe(publishSecrets);
    }
  });

  it('repeats everything after a reconnection, held-back values included', async () => {
    const { mqtt, device, clock } = await start();
    device.shown.set('rbt', 1);
    await clock.advance(1000);
    mqtt.disconnect();
    device.shown.set('rbt', 2).set('amp', 16);
    await clock.advance(2000);
    mqtt.skip();
    mqtt.connect();
    expect((await mqtt.nextMessage('wattbridge/charger/amp')).payload).toBe('16');
    expect((await mqtt.nextMessage('wattbridge/charger/rbt')).payload).toBe('2');
    expect((await mqtt.nextMessage('wattbridge/charger/availability')).payload).toBe('online');
    expect((await mqtt.nextMessage('wattbridge/bridge/state')).payload).toBe('online');
  });

  it('starts without a broker and says everything once it is there', async () => {
    const { mqtt, clock } = await start({ connected: false });
    await clock.advance(3000);
    mqtt.connect();
    expect(mqtt.retained.get('wattbridge/charger/amp')).toBe('6');
  });

  it('says offline for the devices and itself when it stops', async () => {
    const { bridge, mqtt } = await start();
    await bridge.stop();
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('offline');
    expect(mqtt.messages.at(-1)).toMatchObject({
      topic: 'wattbridge/bridge/state',
      payload: 'offline',
      retain: true,
    });
  });
});

describe('availability', () => {
  it('survives hiccups, goes offline after three, and comes back', async () => {
    const { mqtt, device, clock, log } = await start();
    device.failure = new DeviceError('timeout', 'no answer within 5 s');
    await clock.advance(1000);
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('online');
    await clock.advance(6000);
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('offline');
    device.failure = undefined;
    await clock.advance(30_000);
    expect(mqtt.sent('wattbridge/charger/availability')).toEqual(['online', 'offline', 'online']);
    expect(log.messages('warn')).toEqual(['no answer within 5 s']);
    expect(log.messages('info')).toContain('all is well again');
  });

  it('goes offline at once when the key is refused', async () => {
    const { mqtt, device, clock } = await start();
    device.failure = new DeviceError('unauthorized', 'wrong key');
    await clock.advance(1000);
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('offline');
  });

  it('goes offline when the measurements stand still although the device answers', async () => {
    const { mqtt, device, clock } = await start();
    device.measuredAtMs = clock.now();
    await clock.advance(30_000);
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('online');
    await clock.advance(3000);
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('offline');
    device.measuredAtMs = clock.now();
    await clock.advance(1000);
    expect(mqtt.retained.get('wattbridge/charger/availability')).toBe('online');
  });

  it('outlives an error that nobody foresaw', async () => {
    const { device, clock, log, mqtt } = await start();
    Object.defineProperty(device, 'identity', {
      configurable: true,
      get() {
        throw new TypeError('boom');
      },
    });
    await clock.advance(2000);
    Object.defineProperty(device, 'identity', { value: { manufacturer: 'Acme', model: 'Box' } });
    device.shown.set('amp', 12);
    await clock.advance(10_000);
    expect(log.messages('error')).toContain('a poll failed unexpectedly');
    expect(mqtt.retained.get('wattbridge/charger/amp')).toBe('12');
  });
});

describe('commands', () => {
  it('writes, reads back, and answers once with the value confirmed', async () => {
    const { set, results, device, clock, mqtt } = await start();
    set('amp', '10');
    await clock.advance(500);
    expect(device.calls).toContain('write {"amp":10}');
    expect(results('amp')).toEqual([{ ok: true, key: 'amp', value: 10, confirmed: true }]);
    expect(mqtt.retained.get('wattbridge/charger/amp')).toBe('10');
    await clock.advance(20_000);
    expect(results('amp')).toHaveLength(1);
  });

  it('writes several keys in one request', async () => {
    const { mqtt, device, clock } = await start();
    mqtt.deliver({ topic: 'wattbridge/charger/set', payload: '{"amp": 12, "frc": "on"}' });
    await clock.advance(500);
    expect(device.calls).toContain('write {"amp":12,"frc":2}');
    const [result] = mqtt.sent('wattbridge/charger/result');
    expect(JSON.parse(result ?? '')).toEqual({ ok: true, value: { amp: 12, frc: 2 }, confirmed: true });
  });

  it.each([
    ['unknown_key', 'nope', '1'],
    ['unknown_key', 'psm', '1'],
    ['read_only', 'car', '1'],
    ['not_allowed', 'rst', 'true'],
    ['invalid_json', 'amp', 'ten'],
    ['invalid_type', 'amp', '"10"'],
    ['invalid_type', 'amp', '10.5'],
    ['out_of_range', 'amp', '33'],
    ['out_of_range', 'frc', '7'],
  ])('answers %s to %s = %s, and the device hears nothing', async (code, key, payload) => {
    const { set, results, device, clock } = await start();
    set(key, payload);
    await clock.advance(3000);
    expect(results(key)).toMatchObject([{ ok: false, key, error: { code, message: expect.any(String) } }]);
    expect(device.calls.filter((call) => call !== 'poll')).toEqual([]);
  });

  it('keeps to the limits of the device at this moment, and names them', async () => {
    const { set, results, device, clock } = await start();
    device.limit = { min: 6, max: 16, because: 'ama is 16' };
    set('amp', '20');
    await clock.advance(500);
    expect(results('amp')).toMatchObject([{ error: { code: 'out_of_range' } }]);
    expect(results('amp')[0].error.message).toContain('ama is 16');
  });

  it('ignores a retained command, with a result', async () => {
    const { set, results, device } = await start();
    set('amp', '10', true);
    expect(results('amp')).toMatchObject([{ ok: false, error: { code: 'retained' } }]);
    expect(device.calls).not.toContain('write {"amp":10}');
  });

  it('keeps the words of a device that refuses', async () => {
    const { set, results, device, clock } = await start();
    device.refusals.set('amp', 'value out of allowed set');
    set('amp', '10');
    await clock.advance(500);
    expect(results('amp')).toMatchObject([{ ok: false, error: { code: 'rejected' } }]);
    expect(results('amp')[0].error.message).toContain('value out of allowed set');
  });

  it('says so when the device accepts a value without showing it', async () => {
    const { set, results, device, clock } = await start();
    device.ignoresWrites = true;
    set('amp', '10');
    await clock.advance(4500);
    expect(results('amp')).toEqual([]);
    await clock.advance(1000);
    expect(results('amp')).toMatchObject([{ ok: false, error: { code: 'not_confirmed' } }]);
  });

  it.each([
    ['unreachable', 'unreachable'],
    ['timeout', 'timeout'],
    ['unauthorized', 'unreachable'],
    ['invalid_json', 'not_confirmed'],
  ] as const)('turns a device that is %s into the result %s', async (failure, code) => {
    const { set, results, device, clock } = await start();
    device.failure = new DeviceError(failure, 'sorry');
    set('amp', '10');
    await clock.advance(5000);
    expect(results('amp')).toMatchObject([{ ok: false, error: { code, message: 'sorry' } }]);
  });

  it('tries again when the connection was reset, but never repeats what must happen once', async () => {
    const { set, results, device, clock } = await start();
    device.writeFailures.push(
      new DeviceError('unreachable', 'reset'),
      new DeviceError('unreachable', 'reset'),
    );
    set('amp', '10');
    await clock.advance(2000);
    expect(results('amp')).toMatchObject([{ ok: true, confirmed: true }]);
    device.writeFailures.push(new DeviceError('unreachable', 'reset'));
    set('lrn', '1');
    await clock.advance(2000);
    expect(results('lrn')).toMatchObject([{ ok: false, error: { code: 'unreachable' } }]);
    expect(device.calls.filter((call) => call === 'write {"lrn":1}')).toHaveLength(1);
  });

  it('writes the last of several wishes and supersedes the others', async () => {
    const { set, results, device, clock } = await start();
    for (const amp of ['6', '7', '8', '9']) set('amp', amp);
    await clock.advance(500);
    expect(device.calls.filter((call) => call.startsWith('write'))).toEqual(['write {"amp":9}']);
    expect(results('amp').map((result) => result.error?.code ?? 'ok')).toEqual([
      'superseded',
      'superseded',
      'superseded',
      'ok',
    ]);
  });

  it('writes a guarded key that the owner allows; what cannot be read back is not confirmed', async () => {
    const { set, results, clock } = await start({ allow: ['rst'] });
    set('rst', 'true');
    await clock.advance(500);
    expect(results('rst')).toEqual([{ ok: true, key: 'rst', value: true, confirmed: false }]);
  });

  it('refuses everything in read-only mode, and on devices that cannot be written', async () => {
    for (const options of [{ readOnly: true }, { meter: true }]) {
      const { set, results } = await start(options);
      set('amp', '10');
      expect(results('amp')).toMatchObject([{ ok: false, error: { code: 'read_only' } }]);
    }
  });

  it('answers to the response topic of MQTT 5 as well, with its correlation data', async () => {
    const { mqtt, clock } = await start();
    const correlationData = new Uint8Array([1, 2]);
    mqtt.deliver({
      topic: 'wattbridge/charger/amp/set',
      payload: '10',
      responseTopic: 'me/answers',
      correlationData,
    });
    await clock.advance(500);
    const answer = await mqtt.nextMessage('me/answers');
    expect(answer).toMatchObject({ correlationData, qos: 1, retain: false });
    expect(JSON.parse(answer.payload)).toEqual({ ok: true, key: 'amp', value: 10, confirmed: true });
  });

  it('does not let a response topic take the place of a topic of the contract', async () => {
    const { mqtt, clock, results } = await start();
    const responseTopic = 'wattbridge/charger/car';
    mqtt.deliver({ topic: 'wattbridge/charger/amp/set', payload: '10', responseTopic });
    await clock.advance(500);
    expect(results('amp')).toHaveLength(1);
    expect(mqtt.sent(responseTopic)).toEqual(['1']);
  });

  it('goes on polling while commands pour in', async () => {
    const { set, device, clock } = await start();
    device.ignoresWrites = true;
    for (let n = 0; n < 50; n++) {
      set('amp', String(6 + (n % 10)));
      await clock.advance(200);
    }
    expect(device.calls.filter((call) => call === 'poll').length).toBeGreaterThan(5);
  });

  it('answers what still waits when it stops', async () => {
    const { bridge, set, results, device } = await start();
    device.ignoresWrites = true;
    set('amp', '10');
    await settle();
    await bridge.stop();
    expect(results('amp')).toMatchObject([{ ok: false, error: { code: 'unreachable' } }]);
  });
});
