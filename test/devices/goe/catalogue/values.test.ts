import { describe, expect, test } from 'vitest';
import { GOE_DATAPOINTS } from '../../../../src/devices/goe/catalogue.js';
import { duplicates, partsOf, rowOf } from './support.js';

describe('values', () => {
  test.each(GOE_DATAPOINTS.filter((row) => row.range))(
    '$key has a sound range',
    ({ range, type, options }) => {
      const { min, max, step = 1 } = range ?? expect.fail('no range');
      expect(['integer', 'number']).toContain(type);
      expect(options).toBeUndefined();
      expect(min).toBeLessThan(max);
      expect(step).toBeGreaterThan(0);
      if (type === 'integer') expect([min, max, step].every(Number.isSafeInteger)).toBe(true);
      if (max !== Number.MAX_SAFE_INTEGER) expect((max - min) % step).toBe(0);
    },
  );

  test('a number that can be written has bounds or codes', () => {
    const unbounded = GOE_DATAPOINTS.filter(
      ({ access, type, range, options }) =>
        access !== 'R' && (type === 'integer' || type === 'number') && !range && !options,
    );
    expect(unbounded.map(({ key }) => key)).toEqual([]);
  });

  test.each([
    ['amp', { min: 6, max: 32, step: 1 }],
    ['tcl', { min: 6, max: 32, step: 1 }],
    ['ama', { min: 6, max: 32, step: 1 }],
    ['mca', { min: 6, max: 32, step: 1 }],
    ['lbr', { min: 0, max: 255, step: 1 }],
    ['att', { min: 0, max: 86_399 }],
    ['lrn', { min: 0, max: 9 }],
    ['del', { min: 0, max: 9 }],
    ['delw', { min: 0, max: 9 }],
  ])('%s is bounded', (key, range) => {
    expect(rowOf(key).range).toEqual(range);
  });

  test('texts with a limit', () => {
    expect(rowOf('ct').maxLength).toBe(64);
    for (const key of ['cch', 'cfi', 'cid', 'cwc']) expect(rowOf(key).maxLength).toBe(7);
  });

  test('null is a value where the charger knows it, and can be written where it means something', () => {
    for (const key of [
      'car',
      'err',
      'cbl',
      'loa',
      'lbp',
      'pakku',
      'rssi',
      'acu',
      'cdi',
      'awcp',
      'atp',
      'ccw',
      'fhz',
      'lri',
      'ws',
    ]) {
      expect(rowOf(key).nullable, key).toBe(true);
    }
    for (const key of ['tcl', 'dwo', 'trx', 'mcpea', 'rdbse', 'ocppf', 'mtp', 'mht']) {
      expect(rowOf(key), key).toMatchObject({ nullable: true, access: 'R/W' });
    }
    for (const key of ['amp', 'frc', 'ama', 'psm']) expect(rowOf(key).nullable, key).toBeUndefined();
  });

  test.each([
    ['A', ['amp', 'ama', 'acu', 'amt', 'cbl', 'tcl', 'loa', 'mca', 'la1', 'la3']],
    ['Wh', ['ate', 'dwo', 'eto', 'wh', 'whs']],
    ['W', ['tpa', 'pgrid', 'ppv', 'pakku', 'fst', 'spl3', 'psh', 'sh', 'po', 'pgt', 'zfo']],
    ['ms', ['fmt', 'mci', 'mcpd', 'mptwt', 'mpwst', 'psmd', 'sumd', 'rbt', 'tab', 'lto', 'lbp', 'inva']],
    ['s', ['att', 'gmtr', 'rdbs', 'rdre', 'ocpph']],
    ['min', ['tof']],
    ['dBm', ['rssi']],
    ['Hz', ['fhz', 'avgfhz', 'rmaf', 'ufa']],
    ['V', ['rmav', 'rmiv', 'uvt']],
    ['%/s', ['rsrr']],
    ['ct/kWh', ['awp']],
  ])('on the wire these are in %s', (unit, keys) => {
    expect(keys.filter((key) => rowOf(key).unit !== unit)).toEqual([]);
  });

  test('codes are JSON, and their words are different', () => {
    for (const { key, options } of GOE_DATAPOINTS) {
      for (const code of Object.keys(options ?? {}))
        expect(() => JSON.parse(code), `${key} ${code}`).not.toThrow();
      expect(duplicates(Object.values(options ?? {}).map((word) => word.toLowerCase())), key).toEqual([]);
    }
  });

  test('moments count from the boot, and are also there as date and time', () => {
    const sinceBoot =
      'lccfc lccfi lcctc lfspt lmsc lpsc lbp lcs lrr lwf alwt clea mcca mlra ocppca inva fsptws';
    for (const key of sinceBoot.split(' ')) {
      expect(rowOf(key), key).toMatchObject({ type: 'integer', unit: 'ms', nullable: true, entity: false });
      expect(partsOf(rowOf(key)), key).toMatchObject([
        { name: 'at', path: [], derive: 'boot_time_plus', entity: { deviceClass: 'timestamp' } },
      ]);
    }
    // Times that do not count from the boot.
    for (const key of ['rbt', 'tab', 'lto']) expect(partsOf(rowOf(key)), key).toEqual([]);
  });
});
