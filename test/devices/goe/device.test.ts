import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/devices/catalogue.js';
import { DeviceError } from '../../../src/devices/device-error.js';
import { createGoe } from '../../../src/devices/goe/device.js';
import type { GoeTransport } from '../../../src/devices/goe/transport.js';
import type { JsonValue } from '../../../src/json.js';
import { row } from '../../support/fake-device.js';
import { createManualClock } from '../../support/manual-clock.js';
import { deviceErrorOf } from '../support/device-errors.js';

const { signal } = new AbortController();

function setUp(shown: Record<string, JsonValue>) {
  const clock = createManualClock();
  const values = new Map(Object.entries(shown));
  const calls: string[] = [];
  const failures: DeviceError[] = [];
  const transport: GoeTransport = {
    async status(keys) {
      calls.push(`status ${keys}`);
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return new Map([...values].filter(([key]) => keys === 'all' || keys.includes(key)));
    },
    async set(wanted) {
      calls.push(`set ${JSON.stringify([...wanted])}`);
      for (const [key, value] of wanted) values.set(key, value);
      return new Map([...wanted.keys()].map((key) => [key, { ok: true }]));
    },
  };
  const catalogueOf = (firmware = 'none') =>
    createCatalogue([
      row('car'),
      row('fwv', { poll: 'status', type: 'string' }),
      row('amp', { name: `Current (${firmware})`, access: 'R/W', range: { min: 6, max: 32 } }),
    ]);
  const device = createGoe(
    { id: 'charger', transport, intervalMs: 1_000, idleIntervalMs: 5_000 },
    { clock, catalogueOf },
  );
  return { clock, values, calls, failures, device, poll: () => device.poll(signal) };
}

describe('createGoe', () => {
  it('asks for everything at first, then for what is due', async () => {
    const { clock, calls, poll } = setUp({ car: 1, amp: 16, xyz: null });
    expect(await poll()).toEqual({
      values: new Map<string, JsonValue>([
        ['car', 1],
        ['amp', 16],
        ['xyz', null],
      ]),
      receivedAtMs: clock.now(),
      asked: 'all',
    });
    expect((await poll()).asked).toEqual(new Set(['car', 'amp']));
    expect(calls).toEqual(['status all', 'status car,amp']);
  });

  it('passes a failure on and asks for less the next time', async () => {
    const { calls, failures, poll } = setUp({ car: 1 });
    const failure = new DeviceError('timeout', 'too slow');
    failures.push(failure);
    expect(await deviceErrorOf(poll())).toBe(failure);
    await poll();
    expect(calls).toEqual(['status all', 'status car,amp,fwv']);
  });

  it('knows itself from its first answer', async () => {
    const { device, poll } = setUp({
      oem: 'go-e',
      typ: 'go-eCharger_V4',
      sse: '123456',
      fna: 'Carport',
      fwv: '60.4',
      rev: 'B',
    });
    expect(device.identity).toEqual({ manufacturer: 'go-e', model: 'go-eCharger' });
    await poll();
    expect(device.identity).toEqual({
      manufacturer: 'go-e',
      model: 'go-eCharger_V4',
      serialNumber: '123456',
      name: 'Carport',
      softwareVersion: '60.4',
      hardwareVersion: 'B',
    });
  });

  it('makes nothing of an identity that is empty or no text', async () => {
    const { device, poll } = setUp({ oem: '', typ: null, sse: 7, fna: '', fwv: ['60.4'] });
    await poll();
    expect(device.identity).toEqual({ manufacturer: 'go-e', model: 'go-eCharger' });
    expect(device.datapoint('amp')?.name).toBe('Current (none)');
  });

  it('takes the rows of the firmware that the charger has', async () => {
    const { clock, device, values, poll } = setUp({ fwv: '053.1' });
    await poll();
    expect(device.datapoint('amp')?.name).toBe('Current (053.1)');
    expect(device.datapoint('xyz')).toBeUndefined();
    values.set('fwv', '60.4');
    await clock.advance(5_000);
    await poll();
    expect(device.datapoint('amp')?.name).toBe('Current (60.4)');
  });

  it('takes the real rows if nothing else is said', () => {
    const transport: GoeTransport = { status: async () => new Map(), set: async () => new Map() };
    const options = { id: 'charger', transport, intervalMs: 1_000, idleIntervalMs: 5_000 };
    const device = createGoe(options, { clock: createManualClock() });
    expect(device.datapoint('amp')).toMatchObject({ access: 'R/W', unit: 'A' });
    expect(device.advice(new Map([['mhe', true]])).join()).toContain('mhe');
  });

  it('is asked often while a car charges', async () => {
    const { device, values, poll } = setUp({ car: 1 });
    expect(device.pollIntervalMs).toBe(5_000);
    await poll();
    expect(device.pollIntervalMs).toBe(5_000);
    values.set('car', 2);
    await poll();
    expect(device.pollIntervalMs).toBe(1_000);
  });

  it('is asked often for a minute after a write', async () => {
    const { clock, device, calls, poll } = setUp({ car: 1, amp: 16 });
    await poll();
    const wanted = new Map<string, JsonValue>([
      ['amp', 10],
      ['frc', 2],
    ]);
    expect(await device.writer?.write(wanted, signal)).toEqual(
      new Map([
        ['amp', { ok: true }],
        ['frc', { ok: true }],
      ]),
    );
    expect(calls.at(-1)).toBe('set [["amp",10],["frc",2]]');
    await clock.advance(59_999);
    expect(device.pollIntervalMs).toBe(1_000);
    await clock.advance(1);
    expect(device.pollIntervalMs).toBe(5_000);
  });

  it('reads keys back', async () => {
    const { clock, device, calls } = setUp({ car: 2, amp: 16 });
    expect(await device.writer?.read(['amp', 'psm'], signal)).toEqual({
      values: new Map([['amp', 16]]),
      receivedAtMs: clock.now(),
      asked: new Set(['amp', 'psm']),
    });
    expect(calls).toEqual(['status amp,psm']);
  });

  it('knows the limits of its present values', () => {
    const { device } = setUp({});
    const present = new Map([['ama', 16]]);
    expect(device.writer?.limits('amp', present)).toEqual({ min: 6, max: 16, because: 'ama is 16' });
    expect(device.writer?.limits('car', present)).toBeUndefined();
    expect(device.writer?.limits('xyz', present)).toBeUndefined();
  });
});
