import * as z from 'zod';
import { isoTime } from '../iso-time.js';
import { percentOfWhole } from '../ledger/analytics/figures.js';
import type { Zone } from '../ledger/costs/zone.js';
import { kwh } from '../ledger/kwh.js';
import {
  durationMinutes,
  pricePerKwh,
  type Statement,
  type StatementTotals,
} from '../ledger/statement/statement.js';
import type { SessionWithCost } from '../ledger/store/port.js';
import { readPeriod } from './period.js';
import { energyMembers, shownCost, shownEnergy } from './session-schema.js';

/** Statements on the wire. */

const totals = z.object({
  session_count: z.int(),
  ...energyMembers,
  solar_share_percent: z.number().nullable(),
  costs: z
    .array(z.object({ currency: z.string(), amount: z.number() }))
    .meta({ description: 'One sum a currency; empty: nothing was priced.' }),
});

const row = z.object({
  session_id: z.string(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  duration_minutes: z.int().nullable(),
  meter_start_kwh: z.number().nullable().meta({ description: "The charger's counter at plug-in." }),
  meter_end_kwh: z.number().nullable(),
  ...energyMembers,
  solar_share_percent: z.number().nullable(),
  price_per_kwh: z.number().nullable().meta({ description: 'Cost by energy, on average.' }),
  total_cost: z.number().nullable(),
  currency: z.string().nullable(),
});

export const statementAnswer = z
  .object({
    month: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    timezone: z.string(),
    complete: z.boolean().meta({ description: 'Whether the month is over.' }),
    groups: z.array(
      z.object({
        charge_point_id: z.string(),
        charge_point_name: z.string(),
        serial_number: z.string().nullable(),
        user_id: z.string().nullable(),
        sessions: z.array(row),
        totals,
      }),
    ),
    totals,
  })
  .meta({ id: 'Statement' });

export function shownStatement(
  { month, fromDay, toDay, groups, totals }: Statement,
  zone: Zone,
  nowMs: number,
): z.output<typeof statementAnswer> {
  return {
    month,
    from: fromDay,
    to: toDay,
    timezone: zone.name,
    complete: nowMs >= readPeriod({ from: fromDay, to: toDay }, zone).toMs,
    groups: groups.map((group) => ({
      charge_point_id: group.chargePointId,
      charge_point_name: group.chargePoint.name,
      serial_number: group.chargePoint.serialNumber,
      user_id: group.userId,
      sessions: group.sessions.map(shownRow),
      totals: shownTotals(group.totals),
    })),
    totals: shownTotals(totals),
  };
}

function shownRow(session: SessionWithCost) {
  return {
    session_id: session.id,
    started_at: isoTime(session.startedAtMs),
    ended_at: isoTime(session.endedAtMs),
    duration_minutes: durationMinutes(session),
    meter_start_kwh: session.startCounterWh === null ? null : kwh(session.startCounterWh),
    meter_end_kwh: session.counterWh === null ? null : kwh(session.counterWh),
    ...shownEnergy(session),
    solar_share_percent: percentOfWhole(session.solarWh, session.energyWh),
    price_per_kwh: pricePerKwh(session),
    ...shownCost(session),
  };
}

function shownTotals({ sessionCount, mix, costs }: StatementTotals) {
  return {
    session_count: sessionCount,
    ...shownEnergy(mix),
    solar_share_percent: percentOfWhole(mix.solarWh, mix.energyWh),
    costs: costs.map(({ currency, amount }) => ({ currency, amount })),
  };
}
