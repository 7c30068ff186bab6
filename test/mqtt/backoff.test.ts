import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from '../../src/mqtt/backoff.js';

it.each([
  [1, 0, 1_000],
  [2, 0, 2_000],
  [3, 0, 4_000],
  [3, 0.5, 3_400],
  [6, 0, 32_000],
  [7, 0, 60_000],
  [1_000_000, 0, 60_000],
  [1_000_000, 0.999, 42_018],
])('after %i failures, with chance %d, it waits %i ms', (failures, chance, ms) =>
  expect(backoffMs(failures, chance)).toBe(ms),
);

it('stays between 1 s and 60 s', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 999 }), (failures, chance) => {
      expect(backoffMs(failures, chance / 1_000)).toBeGreaterThanOrEqual(1_000);
      expect(backoffMs(failures, chance / 1_000)).toBeLessThanOrEqual(60_000);
    }),
  ));
