import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlanQuestion, planNow } from '../../src/surplus/plan.js';
import { type PriceSlot, segmentsOf } from '../../src/surplus/prices.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Hours with these prices from 0 on. */
const hours = (...prices: readonly number[]): PriceSlot[] =>
  prices.map((price, hour) => ({ startMs: hour * HOUR, endMs: (hour + 1) * HOUR, price }));

const question: PlanQuestion = {
  nowMs: 0,
  untilMs: 8 * HOUR,
  missingWh: 10_000,
  fullPowerW: 5000,
  prices: [],
  isHelping: false,
};

describe('planNow', () => {
  // 10 kWh at 5 kW take 2 h; with the margin 2 h 11 min.
  const ranked = hours(30, 10, 30, 20, 30, 30, 12, 30);
  it.each([
    { name: 'nothing missing', changes: { missingWh: 0 }, answer: [false, false, undefined] },
    { name: 'as late as possible', changes: {}, answer: [false, false, 8 * HOUR - 131 * MINUTE] },
    { name: 'time has come', changes: { nowMs: 8 * HOUR - 131 * MINUTE }, answer: [true, false] },
    { name: 'too late', changes: { nowMs: 6.5 * HOUR }, answer: [true, true] },
    { name: 'long past', changes: { nowMs: 9 * HOUR }, answer: [true, true] },
    { name: 'no power at all', changes: { fullPowerW: 0 }, answer: [true, true] },
    { name: 'first cheap hour', changes: { prices: ranked }, answer: [false, false, HOUR] },
    { name: 'in it', changes: { prices: ranked, nowMs: 1.5 * HOUR, missingWh: 7500 }, answer: [true] },
    { name: 'dear hour', changes: { prices: ranked, nowMs: 2 * HOUR, missingWh: 5000 }, answer: [false] },
    { name: 'unknown is dear', changes: { prices: hours(3, 2), nowMs: 3 * HOUR }, answer: [false] },
    { name: 'below nothing', changes: { prices: hours(1, -2, -3, -1) }, answer: [false, false, HOUR] },
  ])('$name', ({ changes, answer }) => {
    const { usesGrid, isLate, gridFromMs } = planNow({ ...question, ...changes });
    expect([usesGrid, isLate, gridFromMs].slice(0, answer.length)).toEqual(answer);
  });

  it('goes on once it has begun, though later hours are as cheap', () => {
    const prices = hours(30, 10, 10, 10, 10, 30, 30, 30);
    const at = { ...question, prices, nowMs: 1.5 * HOUR };
    expect(planNow(at).usesGrid).toBe(false);
    expect(planNow({ ...at, isHelping: true }).usesGrid).toBe(true);
  });
});

describe('a plan that needs the last minutes of a cheap hour', () => {
  it('does not stop and begin again because of its margins', () => {
    const prices = hours(1, 2, 0);
    const { starts, gridMsAt } = run(1268, 3 * HOUR, 1400, prices, 0);
    expect(starts).toBe(2);
    expect(gridMsAt.has(2)).toBe(false);
  });
});

interface Run {
  readonly chargedWh: number;
  /** Price → time at which the grid helped, ms. */
  readonly gridMsAt: ReadonlyMap<number, number>;
  readonly starts: number;
}

/** Minute by minute, with sun that nobody foresees. */
function run(wantedWh: number, untilMs: number, powerW: number, prices: PriceSlot[], sunW: number): Run {
  let chargedWh = 0;
  let isHelping = false;
  let starts = 0;
  const gridMsAt = new Map<number, number>();
  for (let nowMs = 0; nowMs < untilMs; nowMs += MINUTE) {
    const missingWh = wantedWh - chargedWh;
    const { usesGrid } = planNow({ nowMs, untilMs, missingWh, fullPowerW: powerW, prices, isHelping });
    if (usesGrid && !isHelping) starts++;
    isHelping = usesGrid;
    const price = segmentsOf(prices, nowMs, untilMs)[0]?.price ?? Number.NaN;
    if (usesGrid) gridMsAt.set(price, (gridMsAt.get(price) ?? 0) + MINUTE);
    chargedWh += ((usesGrid ? powerW : sunW) * MINUTE) / HOUR;
  }
  return { chargedWh, gridMsAt, starts };
}

const cases = {
  wantedWh: fc.integer({ min: 0, max: 60_000 }),
  hourCount: fc.integer({ min: 1, max: 14 }),
  powerW: fc.integer({ min: 1400, max: 22_000 }),
  prices: fc.array(fc.integer({ min: -5, max: 50 }), { maxLength: 14 }),
  sunW: fc.integer({ min: 0, max: 1400 }),
};

describe('a plan minute by minute', () => {
  it('reaches the energy whenever that is possible, and else charges all the time', () => {
    fc.assert(
      fc.property(fc.record(cases), ({ wantedWh, hourCount, powerW, prices, sunW }) => {
        const possibleWh = powerW * hourCount;
        const { chargedWh } = run(wantedWh, hourCount * HOUR, powerW, hours(...prices), sunW);
        expect(chargedWh).toBeGreaterThanOrEqual(Math.min(wantedWh, possibleWh) - 1e-6);
      }),
    );
  });

  it('never takes a dear hour when the cheaper ones suffice', () => {
    fc.assert(
      fc.property(fc.record(cases), ({ wantedWh, hourCount, powerW, prices, sunW }) => {
        const slots = hours(...prices);
        const { gridMsAt } = run(wantedWh, hourCount * HOUR, powerW, slots, sunW);
        const neededMs = (wantedWh / powerW) * HOUR * 1.05 + 5 * MINUTE;
        for (const price of gridMsAt.keys()) {
          const cheaperMs = segmentsOf(slots, 0, hourCount * HOUR)
            .filter((segment) => segment.price < price)
            .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
          expect(cheaperMs).toBeLessThan(neededMs);
        }
      }),
    );
  });

  it('starts once where all hours cost the same', () => {
    fc.assert(
      fc.property(fc.record(cases), ({ wantedWh, hourCount, powerW, sunW }) => {
        expect(run(wantedWh, hourCount * HOUR, powerW, [], sunW).starts).toBeLessThanOrEqual(1);
      }),
    );
  });
});
