import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBuckets, sumOf, sumOfMixes } from '../../../src/ledger/analytics/buckets.js';
import { addDays } from '../../../src/ledger/analytics/calendar.js';

describe('inBuckets', () => {
  it('gathers rows by week, in the order of time', () => {
    const days = ['2026-06-22', '2026-06-21', '2026-06-15', '2026-06-28'];
    expect(inBuckets(days, (day) => day, 'week')).toEqual([
      { day: '2026-06-15', rows: ['2026-06-21', '2026-06-15'] },
      { day: '2026-06-22', rows: ['2026-06-22', '2026-06-28'] },
    ]);
  });

  it('loses nothing and doubles nothing', () => {
    const rows = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2024-01-01', n)),
        n: fc.nat(),
      }),
    );
    fc.assert(
      fc.property(rows, fc.constantFrom('day', 'week', 'month'), (rows, granularity) => {
        const buckets = inBuckets(rows, ({ day }) => day, granularity);
        expect(
          sumOf(
            buckets.flatMap((bucket) => bucket.rows),
            ({ n }) => n,
          ),
        ).toBe(sumOf(rows, ({ n }) => n));
        expect(new Set(buckets.map(({ day }) => day)).size).toBe(buckets.length);
      }),
    );
  });
});

describe('sumOfMixes', () => {
  it('adds member by member', () => {
    const mix = { energyWh: 10, solarWh: 6, gridWh: 3, batteryWh: 1 };
    expect(sumOfMixes([mix, mix])).toEqual({ energyWh: 20, solarWh: 12, gridWh: 6, batteryWh: 2 });
    expect(sumOfMixes([])).toEqual({ energyWh: 0, solarWh: 0, gridWh: 0, batteryWh: 0 });
  });
});
