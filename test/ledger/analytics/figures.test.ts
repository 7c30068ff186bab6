import { describe, expect, it } from 'vitest';
import {
  emissionsOf,
  houseFigures,
  percentOfWhole,
  savingsOf,
  sumsByCurrency,
} from '../../../src/ledger/analytics/figures.js';
import type { EnergyRow } from '../../../src/ledger/store/port.js';

const MIX = { energyWh: 10_000, solarWh: 6_000, gridWh: 3_000, batteryWh: 1_000 };

function dayOf(importWh: number, exportWh: number, productionWh: number | null): EnergyRow {
  return { ...MIX, slotMs: null, day: '2026-06-21', importWh, exportWh, productionWh };
}

describe('percentOfWhole', () => {
  it.each([
    [1, 3, 33.3],
    [0, 5, 0],
    [5, 5, 100],
    [0, 0, null],
  ])('%i of %i: %s', (part, whole, percent) => expect(percentOfWhole(part, whole)).toBe(percent));
});

describe('houseFigures', () => {
  it.each([
    {
      name: 'a day of sun',
      rows: [dayOf(5_000, 20_000, 35_000)],
      figures: { productionWh: 35_000, ownUseWh: 15_000, selfConsumption: 42.9, autarky: 75 },
    },
    {
      name: 'a day without sun',
      rows: [dayOf(8_000, 0, 0)],
      figures: { productionWh: 0, ownUseWh: 0, selfConsumption: null, autarky: 0 },
    },
    {
      name: 'only days whose production is known',
      rows: [dayOf(5_000, 20_000, 35_000), dayOf(90_000, 90_000, null)],
      figures: { productionWh: 35_000, ownUseWh: 15_000, selfConsumption: 42.9, autarky: 75 },
    },
    {
      name: 'no day whose production is known',
      rows: [dayOf(5_000, 20_000, null)],
      figures: { productionWh: null, ownUseWh: null, selfConsumption: null, autarky: null },
    },
    {
      name: 'a battery that feeds in more than the roof makes',
      rows: [dayOf(1_000, 5_000, 4_000)],
      figures: { productionWh: 4_000, ownUseWh: 0, selfConsumption: 0, autarky: 0 },
    },
    {
      name: 'no record',
      rows: [],
      figures: { productionWh: null, ownUseWh: null, selfConsumption: null, autarky: null },
    },
  ])('knows $name', ({ rows, figures }) => expect(houseFigures(rows)).toEqual(figures));
});

describe('savingsOf', () => {
  it('is the price of the grid less the feed-in, for the sun only', () => {
    const prices = { importPrice: 0.32, feedInPrice: 0.08, currency: 'EUR' };
    expect(savingsOf(MIX, prices)).toEqual({ avoidedGridCost: 1.92, lostFeedIn: 0.48, savings: 1.44 });
  });

  it('is a loss where feed-in pays more', () => {
    const prices = { importPrice: 0.3, feedInPrice: 0.5, currency: 'EUR' };
    expect(savingsOf(MIX, prices).savings).toBe(-1.2);
  });
});

describe('emissionsOf', () => {
  it.each([
    [380, { emittedKg: 1.14, avoidedKg: 2.28 }],
    [0, { emittedKg: 0, avoidedKg: 0 }],
    [null, { emittedKg: null, avoidedKg: null }],
  ])('at %s g per kWh', (gridCo2, emissions) => expect(emissionsOf(MIX, gridCo2)).toEqual(emissions));
});

describe('sumsByCurrency', () => {
  it('keeps currencies apart and passes over what has no price', () => {
    const rows = [
      { totalCost: 0.1, currency: 'EUR' },
      { totalCost: 5, currency: 'CHF' },
      { totalCost: 0.2, currency: 'EUR' },
      { totalCost: null, currency: null },
    ];
    expect(sumsByCurrency(rows)).toEqual([
      { currency: 'CHF', amount: 5, count: 1 },
      { currency: 'EUR', amount: 0.3, count: 2 },
    ]);
  });
});
