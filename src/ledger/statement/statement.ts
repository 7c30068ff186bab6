import { MINUTE_MS } from '../../time-spans.js';
import { groupBy, sumOfMixes } from '../analytics/buckets.js';
import { daysOfMonth } from '../analytics/calendar.js';
import { type CurrencySum, sumsByCurrency } from '../analytics/figures.js';
import { inCoins } from '../costs/money.js';
import type { EnergyMix } from '../session.js';
import type { SessionWithCost } from '../store/port.js';

/** What a charge point is called on paper. */
export interface ChargePointName {
  /** Its id where it has no name. */
  readonly name: string;
  readonly serialNumber: string | null;
}

/** The sessions that ended in a month, by charge point and user. */
export interface Statement {
  /** `2026-06` */
  readonly month: string;
  /** First and last local day. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly groups: readonly StatementGroup[];
  readonly totals: StatementTotals;
}

export interface StatementGroup {
  readonly chargePointId: string;
  readonly chargePoint: ChargePointName;
  /** null: nobody identified. */
  readonly userId: string | null;
  /** In the order in which they ended. */
  readonly sessions: readonly SessionWithCost[];
  readonly totals: StatementTotals;
}

export interface StatementTotals {
  readonly sessionCount: number;
  readonly mix: EnergyMix;
  readonly costs: readonly CurrencySum[];
}

/** @param ended sessions that ended in the month, oldest first */
export function buildStatement(
  month: string,
  ended: readonly SessionWithCost[],
  nameOf: (chargePointId: string) => ChargePointName,
): Statement {
  const sessions = ended.map(withCostInCoins);
  const groups = groupBy(sessions, ({ chargePointId, userId }) => JSON.stringify([chargePointId, userId]));
  return {
    month,
    ...daysOfMonth(month),
    groups: [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, rows]) => groupOf(rows, nameOf)),
    totals: totalsOf(sessions),
  };
}

function groupOf(
  sessions: readonly SessionWithCost[],
  nameOf: (chargePointId: string) => ChargePointName,
): readonly StatementGroup[] {
  const [first] = sessions;
  if (first === undefined) return [];
  const { chargePointId, userId } = first;
  return [
    { chargePointId, chargePoint: nameOf(chargePointId), userId, sessions, totals: totalsOf(sessions) },
  ];
}

const totalsOf = (sessions: readonly SessionWithCost[]): StatementTotals => ({
  sessionCount: sessions.length,
  mix: sumOfMixes(sessions),
  costs: sumsByCurrency(sessions),
});

/** A cost is a sum of entries, which may carry the dust of binary fractions. */
function withCostInCoins(session: SessionWithCost): SessionWithCost {
  const { totalCost, currency } = session;
  if (totalCost === null || currency === null) return session;
  return { ...session, totalCost: inCoins(totalCost, currency) };
}

/** What a kWh cost on average, four decimals; null without energy or cost. */
export function pricePerKwh({ energyWh, totalCost }: SessionWithCost): number | null {
  if (totalCost === null || energyWh <= 0) return null;
  return Math.round((totalCost / energyWh) * 1e7) / 1e4;
}

/** Whole minutes from plug-in to unplug; null while the car is plugged in. */
export function durationMinutes({ startedAtMs, endedAtMs }: SessionWithCost): number | null {
  return endedAtMs === null ? null : Math.round((endedAtMs - startedAtMs) / MINUTE_MS);
}
