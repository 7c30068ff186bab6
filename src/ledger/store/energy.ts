import type { ChargeIncrement, GridIncrement, TracePoint } from '../session.js';
import type { Connection } from './connection.js';
import type { ChargePointEnergy, EnergyRow, EnergyStore, Granularity } from './port.js';
import { defined, insertInto } from './sql.js';

const MIX = ['energyWh', 'solarWh', 'gridWh', 'batteryWh'] as const;
const SUM_MIX = MIX.map((column) => `sum(${column}) AS ${column}`).join(', ');

/** What is not known on one side does not wipe out what is known on the other. */
const ADD_GRID = `DO UPDATE SET importWh = importWh + excluded.importWh, exportWh = exportWh + excluded.exportWh,
  productionWh = coalesce(productionWh + excluded.productionWh, productionWh, excluded.productionWh)`;
const ADD_MIX = `DO UPDATE SET ${MIX.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;

const CHARGE_DAY = ['chargePointId', 'sessionId', 'day', ...MIX] as const;
const GRID_DAY = ['meterId', 'day', 'importWh', 'exportWh', 'productionWh'] as const;
const ADD_CHARGE = [
  `${insertInto('charge_slots', ['slotMs', ...CHARGE_DAY])} ON CONFLICT (slotMs, chargePointId, sessionId) ${ADD_MIX}`,
  `${insertInto('charge_days', CHARGE_DAY)} ON CONFLICT (day, chargePointId, sessionId) ${ADD_MIX}`,
] as const;
const ADD_TO_GRID = [
  `${insertInto('grid_slots', ['slotMs', ...GRID_DAY])} ON CONFLICT (slotMs, meterId) ${ADD_GRID}`,
  `${insertInto('grid_days', GRID_DAY)} ON CONFLICT (day, meterId) ${ADD_GRID}`,
] as const;

/** The bucket that a row of `slotMs` or `day` belongs to, by its first moment or day. */
const BUCKETS: Readonly<Record<Granularity, string>> = {
  quarter: 'slotMs',
  hour: 'slotMs - slotMs % 3600000',
  day: 'day',
  week: "date(day, 'weekday 0', '-6 days')",
  month: "substr(day, 1, 8) || '01'",
};

/**
 * Charging and meters side by side. Rows are summed by the first column of their key before they meet, in the order
 * in which they lie there, and only what is left is sorted into buckets.
 * @param key what a row is kept by, `slotMs` or `day`
 */
function history(key: 'slotMs' | 'day', granularity: Granularity, ofOne: string): string {
  const [charge, grid, within] =
    key === 'day'
      ? ['charge_days', 'grid_days', 'day BETWEEN :from AND :to']
      : ['charge_slots', 'grid_slots', 'slotMs >= :from AND slotMs < :to'];
  const first = key === 'day' ? 'NULL AS slotMs, day' : 'slotMs, min(day) AS day';
  const bucket = BUCKETS[granularity];
  return `
SELECT ${key === 'day' ? `NULL AS slotMs, ${bucket} AS day` : `${bucket} AS slotMs, min(day) AS day`}, ${SUM_MIX},
  sum(importWh) AS importWh, sum(exportWh) AS exportWh, sum(productionWh) AS productionWh
FROM (
  SELECT ${first}, ${SUM_MIX}, 0.0 AS importWh, 0.0 AS exportWh, NULL AS productionWh
  FROM ${charge} WHERE ${within} ${ofOne} GROUP BY ${key}
  UNION ALL
  SELECT ${first}, 0.0, 0.0, 0.0, 0.0, sum(importWh), sum(exportWh), sum(productionWh)
  FROM ${grid} WHERE ${within} GROUP BY ${key}
)
GROUP BY ${bucket} ORDER BY ${bucket}`;
}

const BY_CHARGE_POINT = `
SELECT chargePointId, ${SUM_MIX}, count(DISTINCT nullif(sessionId, '')) AS sessionCount
FROM charge_days WHERE day BETWEEN :from AND :to GROUP BY chargePointId ORDER BY chargePointId`;

const TRACE = ['minuteMs', 'chargePointId', 'gridW', 'carW', 'solarW', 'setPointA', 'phases'] as const;
const PUT_TRACE = `${insertInto('traces', TRACE)} ON CONFLICT (minuteMs, chargePointId) DO UPDATE SET
  ${TRACE.slice(2)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;
const SELECT_TRACE = `SELECT ${TRACE.join(', ')} FROM traces WHERE minuteMs >= :fromMs AND minuteMs < :toMs`;

export function createEnergyStore(db: Connection): EnergyStore {
  function read(
    key: 'slotMs' | 'day',
    granularity: Granularity,
    period: { readonly from: string | number; readonly to: string | number },
    chargePointId: string | undefined,
  ): EnergyRow[] {
    const ofOne = chargePointId === undefined ? '' : 'AND chargePointId = :chargePointId';
    return db.all<EnergyRow>(history(key, granularity, ofOne), defined({ ...period, chargePointId }));
  }

  return {
    async slots({ fromMs, toMs }, granularity, chargePointId) {
      return read('slotMs', granularity, { from: fromMs, to: toMs }, chargePointId);
    },
    async days(from, to, granularity, chargePointId) {
      return read('day', granularity, { from, to }, chargePointId);
    },
    async byChargePoint(from, to) {
      return db.all<ChargePointEnergy>(BY_CHARGE_POINT, { from, to });
    },
    async trace({ fromMs, toMs }, chargePointId) {
      const ofOne = chargePointId === undefined ? '' : 'AND chargePointId = :chargePointId';
      const sql = `${SELECT_TRACE} ${ofOne} ORDER BY minuteMs, chargePointId`;
      return db.all<TracePoint>(sql, defined({ fromMs, toMs, chargePointId }));
    },
  };
}

/** To the quarter of an hour and to the day, so that days stay when quarters are deleted. */
export function addCharge(db: Connection, increment: ChargeIncrement): void {
  const row = { ...increment, sessionId: increment.sessionId ?? '' };
  for (const sql of ADD_CHARGE) db.run(sql, row);
}

/** To the quarter of an hour and to the day. */
export function addGrid(db: Connection, increment: GridIncrement): void {
  for (const sql of ADD_TO_GRID) db.run(sql, increment);
}

/** A minute that was begun before a restart is replaced by the rest of it. */
export function putTrace(db: Connection, point: TracePoint): void {
  db.run(PUT_TRACE, point);
}
