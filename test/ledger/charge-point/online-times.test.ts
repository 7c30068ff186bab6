import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketsOf, percent } from '../../../src/ledger/charge-point/online-times.js';

describe('percent', () => {
  it.each([
    [1, 3, 33.3],
    [43_200 - 558, 43_200, 98.7],
    [0, 5, 0],
    [5, 5, 100],
    [0, 0, null],
  ])('%d of %d', (part, whole, expected) => {
    expect(percent(part, whole)).toBe(expected);
  });
});

describe('bucketsOf', () => {
  const at = (text: string): number => Date.parse(`${text}Z`);

  it.each([
    ['hour', '2024-06-01T10:30', ['2024-06-01T11:00', '2024-06-01T12:00', '2024-06-01T12:15']],
    ['day', '2024-06-01T10:30', ['2024-06-02T00:00', '2024-06-03T00:00', '2024-06-03T06:00']],
    // 3 June 2024 is a Monday.
    ['week', '2024-06-01T10:30', ['2024-06-03T00:00', '2024-06-10T00:00', '2024-06-11T00:00']],
    ['month', '2024-11-30T10:30', ['2024-12-01T00:00', '2025-01-01T00:00', '2025-01-02T00:00']],
  ] as const)('%s', (bucket, from, ends) => {
    const buckets = bucketsOf({ fromMs: at(from), toMs: at(ends[2]) }, bucket);
    expect(buckets.map(({ toMs }) => toMs)).toEqual(ends.map(at));
  });

  it('covers every period without gaps', () => {
    const moment = fc.integer({ min: 0, max: at('2030-01-01T00:00') });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 90 * 86_400_000 }),
        fc.constantFrom(...BUCKETS),
        (fromMs, ms, bucket) => {
          const buckets = bucketsOf({ fromMs, toMs: fromMs + ms }, bucket);
          expect(buckets.at(0)?.fromMs).toBe(fromMs);
          expect(buckets.at(-1)?.toMs).toBe(fromMs + ms);
          buckets.reduce(
            (before, each) => {
              expect(each.fromMs).toBe(before.toMs);
              expect(each.toMs).toBeGreaterThan(each.fromMs);
              return each;
            },
            { fromMs, toMs: fromMs },
          );
        },
      ),
    );
  });
});
