import { describe, expect, test } from 'vitest';
import type { Noise } from '../../../../src/devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../../../src/devices/goe/catalogue.js';
import { keysWhere, partsOf, rowOf } from './support.js';

describe('polling', () => {
  test('at most 40 keys every second', () => {
    expect(keysWhere((row) => row.poll === 'live').length).toBeLessThanOrEqual(40);
  });

  test('what a controller needs is polled every second', () => {
    const needed =
      'car alw amp frc psm fsp tcl acu nrg wh eto err modelStatus trx pha pnp cbl ama amt rbc rbt';
    for (const key of `${needed} pgrid ppv pakku cus cdi tpa`.split(' '))
      expect(rowOf(key).poll, key).toBe('live');
  });

  test('write-only and heavy keys are never asked for', () => {
    for (const key of keysWhere((row) => row.access === 'W')) expect(rowOf(key).poll, key).toBe('never');
    for (const key of ['scan', 'wsl', 'wifis', 'ocppcc', 'ocppck', 'ocppsc'])
      expect(rowOf(key).poll).toBe('never');
    for (const key of keysWhere((row) => row.category === 'Constant'))
      expect(rowOf(key).poll, key).toBe('rare');
    for (const key of keysWhere((row) => row.secret))
      expect(['rare', 'never'], key).toContain(rowOf(key).poll);
  });
});

describe('noise', () => {
  interface Named {
    readonly name: string;
    readonly unit?: string | undefined;
    readonly noise?: Noise | undefined;
  }
  const everything: readonly Named[] = GOE_DATAPOINTS.flatMap((row) => [
    { name: row.key, unit: row.unit, noise: row.noise },
    ...partsOf(row).map(({ name, unit, noise }) => ({ name: `${row.key}/${name}`, unit, noise })),
  ]);

  test('power, current and energy are never held back, nor is what decides', () => {
    const needed = new Set([
      'car',
      'alw',
      'amp',
      'frc',
      'psm',
      'fsp',
      'tcl',
      'err',
      'modelStatus',
      'trx',
      'pnp',
    ]);
    const damped = everything.filter(({ noise }) => noise !== undefined);
    expect(
      damped.filter(({ name, unit }) => ['W', 'A', 'Wh'].includes(unit ?? '') || needed.has(name)),
    ).toEqual([]);
    expect(damped.length).toBeGreaterThan(20);
  });

  test('every rule says something', () => {
    for (const { name, noise } of everything) {
      if (noise === undefined) continue;
      expect(Math.max(noise.minIntervalMs ?? 0, noise.deadband ?? 0), name).toBeGreaterThan(0);
    }
  });

  test('a deadband is for numbers', () => {
    for (const row of GOE_DATAPOINTS) {
      for (const { noise, type } of [row, ...partsOf(row)]) {
        if (noise?.deadband !== undefined) expect(['number', 'integer'], row.key).toContain(type);
      }
    }
  });
});
