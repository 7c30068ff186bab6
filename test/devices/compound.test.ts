import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/devices/compound.js';
import type { Part } from '../../src/devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import type { JsonValue } from '../../src/json.js';
import { row } from '../support/fake-device.js';
import { wireValue } from './support/arbitraries.js';

const part = (name: string, path: Part['path'], more: Partial<Part> = {}): Part => ({
  name,
  path,
  label: name,
  type: 'number',
  ...more,
});

function parts(rows: readonly Part[], value: JsonValue, values: Record<string, JsonValue> = {}) {
  const datapoint = row('key', { type: 'array', parts: rows });
  return Object.fromEntries(partsOf(datapoint, value, new Map(Object.entries(values))));
}

describe('partsOf', () => {
  it('takes members out of arrays and objects, at any depth', () => {
    const rows = [
      part('l1', [0]),
      part('name', [1, 'name'], { type: 'string' }),
      part('deep', [1, 'list', 1]),
    ];
    expect(parts(rows, [230.5, { name: 'Zoë', list: [1, 0] }])).toEqual({ l1: 230.5, name: 'Zoë', deep: 0 });
  });

  it.each<[string, Part['path'], JsonValue]>([
    ['an array that is too short', [2], [1, 2]],
    ['an object without the member', ['value'], { type: 1 }],
    ['an inherited member', ['constructor'], {}],
    ['the length of an array', ['length'], [1]],
    ['a number in place of an array', [0], 7],
    ['a text in place of an array', [0], 'abc'],
    ['a member on the way that is missing', [0, 'name'], []],
    ['a member on the way that is null', [0, 'name'], [null]],
  ])('leaves out what is absent: %s', (_words, path, value) =>
    expect(parts([part('x', path)], value)).toEqual({}),
  );

  it('has no parts without rows', () => expect(partsOf(row('key'), [1], new Map()).size).toBe(0));

  it('knows nothing of the parts of null', () => {
    const rows = [part('value', ['value']), part('at', [], { derive: 'boot_time_plus', type: 'string' })];
    expect(parts(rows, null, { tab: 0 })).toEqual({ value: null, at: null });
  });

  it('shows what cannot be read as a number as null, and keeps null', () => {
    const rows = [part('1', [0]), part('2', [1]), part('3', [2], { type: 'integer' }), part('4', [3])];
    expect(parts(rows, [24.5, 'sensor error', true, null])).toEqual({ 1: 24.5, 2: null, 3: null, 4: null });
  });

  it('keeps the members of other types as they are', () => {
    const rows = [part('a', [0], { type: 'boolean' }), part('b', [1], { type: 'string' })];
    expect(parts(rows, [1, false])).toEqual({ a: 1, b: false });
  });

  describe('derives a moment from milliseconds since boot', () => {
    const at = [part('at', [], { derive: 'boot_time_plus', type: 'string' })];
    const tab = Date.UTC(2026, 5, 21, 10);

    it.each<[JsonValue, Record<string, JsonValue>, Record<string, JsonValue>]>([
      [1500, { tab }, { at: '2026-06-21T10:00:01.500Z' }],
      [0, { tab }, { at: '2026-06-21T10:00:00.000Z' }],
      [1500, {}, {}],
      [1500, { tab: null }, {}],
      ['never', { tab }, {}],
      [1e300, { tab }, {}],
    ])('%j with %j', (value, values, expected) => expect(parts(at, value, values)).toEqual(expected));

    it('also from a member', () => {
      const member = [part('at', ['since'], { derive: 'boot_time_plus', type: 'string' })];
      expect(parts(member, { since: 0 }, { tab: 0 })).toEqual({ at: '1970-01-01T00:00:00.000Z' });
    });
  });

  it('gives values of their type for every row of the charger, whatever it sends', () => {
    const compound = fc.constantFrom(...GOE_DATAPOINTS.filter((datapoint) => datapoint.parts !== undefined));
    const sent = compound.chain((datapoint) =>
      fc.tuple(fc.constant(datapoint), fc.oneof(wireValue(datapoint), fc.jsonValue()), wireValue(row('tab'))),
    );
    fc.assert(
      fc.property(sent, ([datapoint, value, tab]) => {
        const members = partsOf(datapoint, value as JsonValue, new Map([['tab', tab]]));
        for (const { name, type } of datapoint.parts ?? []) {
          const member = members.get(name) ?? null;
          if (type === 'number' || type === 'integer')
            expect([null, 'number']).toContain(member && typeof member);
        }
      }),
    );
  });
});
