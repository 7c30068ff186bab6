import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUGHT, meanShares, mixOf, sharesOf } from '../../../src/ledger/tracking/energy-shares.js';

describe('sharesOf', () => {
  it.each([
    ['the roof gives all', -500, 4000, 0, { solar: 1, grid: 0, battery: 0 }],
    ['the grid gives a quarter', 1000, 4000, 0, { solar: 0.75, grid: 0.25, battery: 0 }],
    ['the grid gives more than the cars take', 5000, 4000, 0, { solar: 0, grid: 1, battery: 0 }],
    ['the battery helps', 1000, 4000, 2000, { solar: 0.25, grid: 0.25, battery: 0.5 }],
    ['the battery gives more than is left', 1000, 4000, 9000, { solar: 0, grid: 0.25, battery: 0.75 }],
    ['the battery is charged', -100, 4000, -2000, { solar: 1, grid: 0, battery: 0 }],
    ['no car charges and the house buys', 300, 0, 0, { solar: 0, grid: 1, battery: 0 }],
    ['no car charges and the house sells', -300, 0, 0, { solar: 1, grid: 0, battery: 0 }],
    ['nobody knows what the grid gives', undefined, 4000, 2000, BOUGHT],
  ])('%s', (_what, gridW, carsW, batteryW, shares) => {
    expect(sharesOf(gridW, carsW, batteryW)).toEqual(shares);
  });

  it('always adds up', () => {
    const watts = fc.integer({ min: -30_000, max: 30_000 });
    fc.assert(
      fc.property(watts, watts, watts, fc.nat(50_000), (gridW, carsW, batteryW, energyWh) => {
        const shares = sharesOf(gridW, Math.abs(carsW), batteryW);
        for (const share of Object.values(shares)) expect(share).toBeGreaterThanOrEqual(0);
        const { solarWh, gridWh, batteryWh } = mixOf(energyWh, shares);
        expect(solarWh + gridWh + batteryWh).toBeCloseTo(energyWh, 6);
        expect(solarWh).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('meanShares', () => {
  const sun = { solar: 1, grid: 0, battery: 0 };
  it('weighs by the power at either end', () => {
    expect(meanShares(sun, 3000, BOUGHT, 1000)).toEqual({ solar: 0.75, grid: 0.25, battery: 0 });
    expect(meanShares(sun, 0, BOUGHT, 0)).toEqual({ solar: 0.5, grid: 0.5, battery: 0 });
  });
});
