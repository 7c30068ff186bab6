import { describe, expect, it } from 'vitest';
import type { Datapoint, Part } from '../../src/devices/datapoint.js';
import { createPresence } from '../../src/homeassistant/presence.js';
import type { JsonValue } from '../../src/json.js';
import { createFakeDevice, row } from '../support/fake-device.js';
import { createManualClock } from '../support/manual-clock.js';

const sensor = (n: number): Part => ({ name: `${n}`, path: [n - 1], label: `Sensor ${n}`, type: 'number' });
const TMA = row('tma', { type: 'array', parts: [sensor(1), sensor(2), sensor(3)] });
const ROWS = [row('amp'), TMA];

function presenceOf(writeOnly: readonly Datapoint[] = []) {
  return createPresence(createFakeDevice({ clock: createManualClock(), rows: ROWS }), writeOnly);
}

const values = (object: Readonly<Record<string, JsonValue>>) => new Map(Object.entries(object));
const keysOf = (presence: ReturnType<typeof presenceOf>) =>
  presence.keys().map(({ datapoint, parts }) => [datapoint.key, ...parts].join(' '));

describe('createPresence', () => {
  it('knows the keys and parts that were seen', () => {
    const presence = presenceOf();
    expect(presence.note(values({ amp: 6, tma: [20, 21], new: 1 }))).toBe(true);
    expect(keysOf(presence)).toEqual(['amp', 'tma 1 2']);
    expect(presence.unknownKeys()).toEqual(['new']);
  });

  it('reports news only', () => {
    const presence = presenceOf();
    presence.note(values({ amp: 6 }));
    expect(presence.note(values({ amp: 16 }))).toBe(false);
    expect(presence.note(values({ amp: 16, tma: [20] }))).toBe(true);
    expect(presence.note(values({ amp: 16, tma: [20, 21] }))).toBe(true);
    expect(presence.note(values({ amp: 16, tma: [20] }))).toBe(false);
  });

  it('keeps what was seen once', () => {
    const presence = presenceOf();
    presence.note(values({ amp: 6, tma: [20, 21] }));
    presence.note(values({ tma: [20] }));
    expect(keysOf(presence)).toEqual(['amp', 'tma 1 2']);
  });

  it('takes a value that is null for one with all its parts', () => {
    const presence = presenceOf();
    presence.note(values({ tma: null }));
    expect(keysOf(presence)).toEqual(['tma 1 2 3']);
  });

  it('adds what can only be written', () => {
    expect(keysOf(presenceOf([row('rst', { access: 'W' })]))).toEqual(['rst']);
  });
});
