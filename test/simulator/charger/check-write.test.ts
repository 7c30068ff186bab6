import { describe, expect, test } from 'vitest';
import { GOE_DATAPOINTS } from '../../../src/devices/goe/catalogue.js';
import type { JsonValue } from '../../../src/json.js';
import { checkWrite } from '../../../src/simulator/charger/check-write.js';

function check(key: string, value: JsonValue, variant: 11 | 22 = 11) {
  return checkWrite(
    GOE_DATAPOINTS.find((row) => row.key === key),
    value,
    variant,
  );
}

describe('a write', () => {
  test.each<[string, JsonValue]>([
    ['amp', 6],
    ['amp', 16],
    ['frc', 2],
    ['tcl', null],
    ['dwo', null],
    ['dwo', 12_500.5],
    ['trx', null],
    ['trx', 10],
    ['fup', true],
    ['fna', 'Garage'],
    ['ids', { pGrid: -1000 }],
    ['cards', [{}, { name: 'Second' }]],
  ])('%s = %j is accepted', (key, value) => {
    expect(check(key, value)).toBe(true);
  });

  test.each<[string, JsonValue, string]>([
    ['zz', 1, 'unknown key'],
    ['car', 2, 'key is read only'],
    ['amp', 5, 'out of range'],
    ['amp', 17, 'out of range'],
    ['amp', 10.5, 'wrong type, integer expected'],
    ['amp', '10', 'wrong type, integer expected'],
    ['amp', null, 'wrong type, integer expected'],
    ['frc', 3, 'not one of the possible values'],
    ['fup', 1, 'wrong type, boolean expected'],
    ['fna', 7, 'wrong type, string expected'],
    ['ct', 'x'.repeat(65), 'out of range'],
    ['cards', {}, 'wrong type, array expected'],
    ['sch_week', [], 'wrong type, object expected'],
  ])('%s = %j is refused: %s', (key, value, reason) => {
    expect(check(key, value)).toBe(reason);
  });

  test('the variant limits currents', () => {
    expect(check('amp', 32, 22)).toBe(true);
    expect(check('ama', 32, 11)).toBe('out of range');
  });
});
