import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, monthOf } from '../../src/page/days.js';

test.each([
  ['2026-06-21', 1, '2026-06-22'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-26', -2, '2026-10-24'],
])('%s and %s days is %s', (day, days, result) => {
  expect(addDays(day, days)).toBe(result);
});

test('days there and back are where one was', () => {
  const days = fc.integer({ min: -20_000, max: 20_000 });
  fc.assert(
    fc.property(days, days, (at, away) => {
      const begin = addDays('2026-06-21', at);
      expect(addDays(addDays(begin, away), -away)).toBe(begin);
    }),
  );
});

test('a day knows its month', () => {
  expect(monthOf('2026-06-21')).toBe('2026-06');
});
