import { describe, expect, it } from 'vitest';
import { addDays, bucketStart, dayCount, daysOfMonth } from '../../../src/ledger/analytics/calendar.js';

describe('calendar', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
  ])('%s and %i days is %s', (day, days, sum) => expect(addDays(day, days)).toBe(sum));

  it.each([
    ['2026-06-01', '2026-06-01', 1],
    ['2026-03-01', '2026-03-31', 31],
    ['2026-10-24', '2026-10-26', 3],
  ])('from %s until %s are %i days', (from, to, days) => expect(dayCount(from, to)).toBe(days));

  it.each([
    ['2026-06-21', 'day', '2026-06-21'],
    ['2026-06-21', 'week', '2026-06-15'],
    ['2026-06-22', 'week', '2026-06-22'],
    ['2026-01-01', 'week', '2025-12-29'],
    ['2026-06-21', 'month', '2026-06-01'],
  ] as const)('%s belongs to the %s of %s', (day, granularity, start) => {
    expect(bucketStart(day, granularity)).toBe(start);
  });

  it.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
    ['2026-06', '2026-06-30'],
  ])('the last day of %s is %s', (month, toDay) => {
    expect(daysOfMonth(month)).toEqual({ fromDay: `${month}-01`, toDay });
  });
});
