import { describe, expect, test } from 'vitest';
import type { Datapoint, Part } from '../../../../src/devices/datapoint.js';
import { goeCatalogue } from '../../../../src/devices/goe/catalogue.js';
import type { JsonValue } from '../../../../src/json.js';
import { fixture, partOf, partsOf, rowOf } from './support.js';

describe('what chargers were seen to send', () => {
  const CAPTURE: readonly (readonly [string, JsonValue])[] = fixture('mqtt-capture-053.1.log')
    .trim()
    .split('\n')
    .map((line) => {
      const [, key = '', payload = ''] = /^\S*\/(\w+) (.*)$/.exec(line) ?? [];
      return [key, JSON.parse(payload) as JsonValue];
    });

  function isOfType(value: JsonValue, type: Datapoint['type']): boolean {
    if (type === 'integer') return Number.isInteger(value);
    if (type === 'array') return Array.isArray(value);
    if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
    return typeof value === type;
  }

  const isRegular = (row: Datapoint, value: JsonValue): boolean =>
    (value === null && row.nullable === true) ||
    Object.hasOwn(row.options ?? {}, JSON.stringify(value)) ||
    isOfType(value, row.type);

  const CAPTURED_KEYS = [...new Set(CAPTURE.map(([key]) => key))];
  const valuesOf = (key: string): JsonValue[] =>
    CAPTURE.filter(([captured]) => captured === key).map(([, value]) => value);

  test('the capture is read', () => {
    expect(CAPTURED_KEYS).toHaveLength(67);
  });

  test.each(CAPTURED_KEYS)('%s is of the type that its row says', (key) => {
    const row = goeCatalogue('053.1').get(key) ?? expect.fail(`no row for ${key}`);
    for (const value of valuesOf(key)) expect(isRegular(row, value), JSON.stringify(value)).toBe(true);
  });

  const memberAt = (value: JsonValue, path: Part['path']): unknown =>
    path.reduce<unknown>((member, step) => (member as Record<string | number, unknown>)[step], value);

  test.each([
    ['nrg', 'voltage_l1', 15],
    ['nrg', 'voltage_n', 220],
    ['nrg', 'power_total', 0],
    ['tma', '2', 28.125],
    ['pha', 'l1_before', true],
    ['pha', 'l1_after', false],
    ['cdi', 'value', 0],
    ['awcp', 'market_price', 19.395],
    ['cards', 'name_10', 'User 10'],
    ['cards', 'energy_1', 0],
    ['clp', '5', 16],
    ['ccw', 'ssid', 'redacted'],
  ] as const)('the part %s/%s points at the right member', (key, name, expected) => {
    expect(memberAt(valuesOf(key)[0] ?? null, partOf(key, name)?.path ?? [])).toBe(expected);
  });

  test('the parts of nrg cover its 16 members, each once', () => {
    expect(
      partsOf(rowOf('nrg'))
        .map(({ path }) => path[0])
        .sort((a, b) => Number(a) - Number(b)),
    ).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(partOf('nrg', 'power_total')?.path).toEqual([11]);
    expect(partOf('nrg', 'current_l3')?.path).toEqual([6]);
    expect(partOf('nrg', 'power_factor_n')?.path).toEqual([15]);
  });

  test('what an idle charger changes within seconds is damped', () => {
    const restless = CAPTURED_KEYS.filter(
      (key) => new Set(valuesOf(key).map((v) => JSON.stringify(v))).size > 1,
    );
    expect(restless.sort()).toEqual(['fhz', 'loc', 'nrg', 'rbt', 'rssi', 'tma', 'utc']);
    expect(restless.filter((key) => rowOf(key).noise?.minIntervalMs === undefined)).toEqual([]);
  });
});
