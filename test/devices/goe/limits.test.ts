import { describe, expect, it } from 'vitest';
import { currentLimits } from '../../../src/devices/goe/limits.js';
import type { JsonValue } from '../../../src/json.js';
import { row } from '../../support/fake-device.js';

const WHOLE_AMPERES = { min: 6, max: 32, step: 1 };

function limits(key: string, values: Record<string, JsonValue>) {
  return currentLimits(row(key, { access: 'R/W', range: WHOLE_AMPERES }), new Map(Object.entries(values)));
}

describe('currentLimits', () => {
  it.each<[Record<string, JsonValue>, number, number, string]>([
    [{ ama: 16 }, 6, 16, 'ama is 16'],
    [{ var: 11 }, 6, 16, 'var is 11'],
    [{ var: 11, ama: 16, adi: true }, 6, 16, 'ama is 16'],
    [{ ama: 32, cbl: 20 }, 6, 20, 'cbl is 20'],
    [{ ama: 20, adi: true }, 6, 16, 'adi is true'],
    [{ ama: 32, var: 22, cbl: 20, amt: 10 }, 6, 10, 'amt is 10'],
    [{ mca: 8 }, 8, 32, 'mca is 8'],
    [{ mca: 8, ama: 16 }, 8, 16, 'mca is 8, ama is 16'],
    [{ mca: 10, amt: 8 }, 10, 10, 'mca is 10, amt is 8'],
    [{ amt: 4 }, 6, 6, 'amt is 4'],
  ])('with %j is %d to %d A', (values, min, max, because) => {
    expect(limits('amp', values)).toEqual({ min, max, step: 1, because });
    expect(limits('tcl', values)).toEqual({ min, max, step: 1, because });
  });

  it.each<[Record<string, JsonValue>]>([
    [{}],
    [{ ama: 32, var: 22, cbl: 32, amt: 32, adi: false, mca: 6 }],
    [{ cbl: null, ama: null, mca: null, var: 7, adi: 1 }],
    [{ ama: 'error', cbl: 0, amt: -1, mca: 'error' }],
  ])('are no narrower than the row with %j', (values) => expect(limits('amp', values)).toBeUndefined());

  it('bound other currents by installation and model only', () => {
    const values = { ama: 20, var: 22, cbl: 10, adi: true, mca: 8 };
    for (const key of ['mca', 'lof', 'ocppf']) expect(limits(key, values)).toMatchObject({ min: 6, max: 20 });
  });

  it('bound the installation limit by the model', () => {
    expect(limits('ama', { ama: 10, var: 11, cbl: 10 })).toEqual({
      ...WHOLE_AMPERES,
      max: 16,
      because: 'var is 11',
    });
  });

  it('say nothing about other keys, or rows without a range', () => {
    expect(limits('lbr', { ama: 16 })).toBeUndefined();
    expect(currentLimits(row('amp'), new Map([['ama', 16]]))).toBeUndefined();
  });
});
