import { percentOfWhole } from '../analytics/figures.js';
import type { Zone } from '../costs/zone.js';
import { kwh } from '../kwh.js';
import { type Cell, toCsv } from './csv.js';
import { durationMinutes, pricePerKwh, type Statement } from './statement.js';

const HEADER = [
  ...['month', 'charge_point_id', 'charge_point_name', 'serial_number', 'user_id', 'session_id'],
  ...['started_local', 'ended_local', 'duration_minutes', 'meter_start_kwh', 'meter_end_kwh'],
  ...['energy_kwh', 'solar_kwh', 'grid_kwh', 'battery_kwh', 'solar_share_percent'],
  ...['price_per_kwh', 'total_cost', 'currency'],
];

/** A statement as a table, a row a session; times are local (`2026-06-05 10:14:00`). */
export function statementCsv({ month, groups }: Statement, zone: Zone): string {
  const rows = groups.flatMap(({ chargePointId, chargePoint: { name, serialNumber }, userId, sessions }) =>
    sessions.map((session): readonly Cell[] => [
      ...[month, chargePointId, name, serialNumber, userId, session.id],
      localText(session.startedAtMs, zone),
      localText(session.endedAtMs, zone),
      durationMinutes(session),
      ...[session.startCounterWh, session.counterWh].map(kwhOrNothing),
      ...[session.energyWh, session.solarWh, session.gridWh, session.batteryWh].map(kwhOrNothing),
      percentOfWhole(session.solarWh, session.energyWh),
      ...[pricePerKwh(session), session.totalCost, session.currency],
    ]),
  );
  return toCsv(HEADER, rows);
}

function localText(ms: number | null, zone: Zone): string | null {
  if (ms === null) return null;
  const { day, time } = zone.localTime(ms);
  return `${day} ${time}`;
}

const kwhOrNothing = (wh: number | null): number | null => (wh === null ? null : kwh(wh));
