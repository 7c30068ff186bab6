import type { Cost } from './news.js';

/** What the sessions of a charger cost that ended today, this month, and last. Plain JSON. */
export interface CostMemory {
  readonly version: 1;
  /** Local day; empty before the first session. */
  readonly day: string;
  readonly today: number;
  readonly month: number;
  readonly last: Cost | null;
}

export const NO_COSTS: CostMemory = { version: 1, day: '', today: 0, month: 0, last: null };

/** The costs as they stand on a local day, which may be a new one. */
export function costsOn(day: string, costs: CostMemory): CostMemory {
  if (day === costs.day) return costs;
  const isSameMonth = day.slice(0, 7) === costs.day.slice(0, 7);
  return { ...costs, day, today: 0, month: isSameMonth ? costs.month : 0 };
}

/** @param cost of a session that ended on this day; undefined: it has no tariff */
export function withCost(costs: CostMemory, cost: Cost | undefined, day: string): CostMemory {
  const now = costsOn(day, costs);
  if (cost === undefined) return { ...now, last: null };
  return { ...now, today: now.today + cost.amount, month: now.month + cost.amount, last: cost };
}
