import type { ChargeIncrement, EnergyMix } from '../session.js';
import { addMix, NO_ENERGY } from './energy-shares.js';

/** What a charger gave today and this month, by local day. */
export interface Totals {
  /** `2026-06-21`; empty before the first. */
  readonly day: string;
  readonly today: EnergyMix;
  readonly month: EnergyMix;
}

export const NO_TOTALS: Totals = { day: '', today: NO_ENERGY, month: NO_ENERGY };

const monthOf = (day: string): string => day.slice(0, 7);

/** The totals as they stand on a day, which may be a new one. */
export function totalsOn(day: string, totals: Totals): Totals {
  if (day === totals.day) return totals;
  const isSameMonth = monthOf(day) === monthOf(totals.day);
  return { day, today: NO_ENERGY, month: isSameMonth ? totals.month : NO_ENERGY };
}

/** @param day today; what belongs to another day or month counts there only */
export function addToTotals(totals: Totals, increments: readonly ChargeIncrement[], day: string): Totals {
  let { today, month } = totalsOn(day, totals);
  for (const increment of increments) {
    if (increment.day === day) today = addMix(today, increment);
    if (monthOf(increment.day) === monthOf(day)) month = addMix(month, increment);
  }
  return { day, today, month };
}
