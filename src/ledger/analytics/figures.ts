import { inCoins, sumMoney } from '../costs/money.js';
import type { EnergyMix } from '../session.js';
import type { EnergyRow } from '../store/port.js';
import { groupBy, sumOf } from './buckets.js';

/** Share of a whole in percent with one decimal; null: there is no whole. */
export function percentOfWhole(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 1000) / 10 : null;
}

export interface HouseFigures {
  /** All in Wh. null: production is not known. */
  readonly productionWh: number | null;
  /** What the house made and used itself, its battery's charging included. */
  readonly ownUseWh: number | null;
  /** Share of production that stayed in the house, percent. */
  readonly selfConsumption: number | null;
  /** Share of what the house used that came from its roof, percent. */
  readonly autarky: number | null;
}

/** Figures of the rows whose production is known; the others would make the shares wrong. */
export function houseFigures(rows: readonly EnergyRow[]): HouseFigures {
  const known = rows.filter((row) => row.productionWh !== null);
  if (known.length === 0) return { productionWh: null, ownUseWh: null, selfConsumption: null, autarky: null };
  const productionWh = sumOf(known, (row) => row.productionWh ?? 0);
  const ownUseWh = Math.max(0, productionWh - sumOf(known, ({ exportWh }) => exportWh));
  return {
    productionWh,
    ownUseWh,
    selfConsumption: percentOfWhole(ownUseWh, productionWh),
    autarky: percentOfWhole(ownUseWh, ownUseWh + sumOf(known, ({ importWh }) => importWh)),
  };
}

export interface Prices {
  /** Per kWh. */
  readonly importPrice: number;
  readonly feedInPrice: number;
  readonly currency: string;
}

export interface Savings {
  /** What the sun's kWh would have cost from the grid. */
  readonly avoidedGridCost: number;
  /** What they would have earned. */
  readonly lostFeedIn: number;
  readonly savings: number;
}

/** What sun in the car saved. Energy out of the house's battery does not count: nobody knows where it came from. */
export function savingsOf({ solarWh }: EnergyMix, { importPrice, feedInPrice, currency }: Prices): Savings {
  const coins = (amount: number): number => inCoins(amount, currency);
  const avoidedGridCost = coins((solarWh / 1000) * importPrice);
  const lostFeedIn = coins((solarWh / 1000) * feedInPrice);
  return { avoidedGridCost, lostFeedIn, savings: coins(avoidedGridCost - lostFeedIn) };
}

export interface Emissions {
  /** kg of CO₂ that the grid's part caused; null: nobody told how clean the grid is. */
  readonly emittedKg: number | null;
  /** kg that the sun's part would have caused from the grid. */
  readonly avoidedKg: number | null;
}

/** @param gridCo2 g per kWh; sun counts as 0, the house's battery not at all */
export function emissionsOf({ gridWh, solarWh }: EnergyMix, gridCo2: number | null): Emissions {
  const kg = (wh: number): number | null =>
    gridCo2 === null ? null : Math.round((wh / 1000) * gridCo2) / 1000;
  return { emittedKg: kg(gridWh), avoidedKg: kg(solarWh) };
}

/** Amounts that may be of several currencies, or of none: a session that no tariff priced. */
interface Priced {
  readonly totalCost: number | null;
  readonly currency: string | null;
  /** Sessions in it; default 1. */
  readonly count?: number;
}

export interface CurrencySum {
  readonly currency: string;
  readonly amount: number;
  /** Sessions in it. */
  readonly count: number;
}

/** One sum a currency, in the order of their names. */
export function sumsByCurrency(rows: readonly Priced[]): readonly CurrencySum[] {
  const priced = rows.flatMap(({ totalCost, currency, count = 1 }) =>
    totalCost === null || currency === null ? [] : [{ currency, amount: totalCost, count }],
  );
  return [...groupBy(priced, ({ currency }) => currency)]
    .map(([currency, group]) => ({
      currency,
      amount: sumMoney(
        group.map(({ amount }) => amount),
        currency,
      ),
      count: group.reduce((sum, { count }) => sum + count, 0),
    }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
