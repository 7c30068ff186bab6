import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOT_MS, slotOf, slotShares } from '../../../src/ledger/tracking/slots.js';

const TEN = Date.UTC(2026, 5, 21, 10);

describe('slotShares', () => {
  it('cuts at the quarters of an hour', () => {
    expect(slotShares(TEN + 600_000, TEN + 1_200_000)).toEqual([
      { slotMs: TEN, share: 0.5 },
      { slotMs: TEN + SLOT_MS, share: 0.5 },
    ]);
  });

  it('puts what takes no time into the slot of its moment, also when the clock was set back', () => {
    expect(slotShares(TEN + 5000, TEN + 5000)).toEqual([{ slotMs: TEN, share: 1 }]);
    expect(slotShares(TEN + 3_600_000, TEN + 5000)).toEqual([{ slotMs: TEN, share: 1 }]);
  });

  it('leaves the next slot alone when a stretch ends where it begins', () => {
    expect(slotShares(TEN, TEN + SLOT_MS)).toEqual([{ slotMs: TEN, share: 1 }]);
  });

  it('adds up to 1 in slots without a gap, however long the stretch', () => {
    const time = fc.integer({ min: TEN, max: TEN + 400 * 86_400_000 });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const shares = slotShares(Math.min(a, b), Math.max(a, b));
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        const slots = shares.map(({ slotMs }) => slotMs);
        expect(slots).toEqual(slots.map((_, index) => slotOf(slots[0] ?? 0) + index * SLOT_MS));
        expect(shares.every(({ share }) => share >= 0)).toBe(true);
        expect(shares.length).toBeLessThanOrEqual(31 * 96 + 1);
      }),
      { numRuns: 50 },
    );
  });
});
