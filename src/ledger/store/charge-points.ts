import type { StatusStretch } from '../session.js';
import type { Connection } from './connection.js';
import type { ChargePointNotes, ChargePointStore, OnlineTimes } from './port.js';
import { defined, insertInto, put } from './sql.js';

const NOTES = [
  'chargePointId',
  'name',
  'model',
  'vendor',
  'serialNumber',
  'latitude',
  'longitude',
  'address',
  'tariffId',
  'registeredAtMs',
] as const;
const PUT_NOTES = put('charge_points', NOTES);
const SELECT_NOTES = `SELECT ${NOTES.join(', ')} FROM charge_points`;

const STRETCH = ['chargePointId', 'fromMs', 'toMs', 'online', 'connector'] as const;
const GROW = `${insertInto('status_stretches', STRETCH)} ON CONFLICT (chargePointId, fromMs)
DO UPDATE SET toMs = max(toMs, excluded.toMs), online = excluded.online, connector = excluded.connector`;

/** Each one by a jump in the key, instead of reading the whole history. */
const ALL_POINTS = `
WITH RECURSIVE points (id) AS (
  SELECT min(chargePointId) FROM status_stretches
  UNION ALL
  SELECT (SELECT min(chargePointId) FROM status_stretches WHERE chargePointId > id)
  FROM points WHERE id IS NOT NULL
)`;
const ONE_POINT = 'WITH points (id) AS (SELECT :chargePointId)';
/**
 * In each period from the stretch that covers its begin, since those of a charge point follow each other. A month of ten
 * charge points has thousands of stretches: they are summed up here, because fetching them takes longer.
 */
const TIMES = `, period (beginMs, endMs) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:periods)),
part AS (
  SELECT id, beginMs, min(toMs, endMs) - max(fromMs, beginMs) AS ms, online, connector
  FROM points CROSS JOIN period CROSS JOIN status_stretches
  ON chargePointId = id AND fromMs < endMs AND fromMs >= coalesce(
    (SELECT max(fromMs) FROM status_stretches WHERE chargePointId = id AND fromMs <= beginMs), beginMs)
  WHERE toMs > beginMs
)
SELECT id AS chargePointId, beginMs AS fromMs, sum(iif(online, ms, 0)) AS onlineMs,
  sum(iif(online, 0, ms)) AS offlineMs, sum(iif(online AND connector = 'Charging', ms, 0)) AS chargingMs
FROM part GROUP BY id, beginMs ORDER BY id, beginMs`;

type NotesRow = Omit<ChargePointNotes, 'location'> &
  ({ latitude: null; longitude: null; address: null } | NonNullable<ChargePointNotes['location']>);

export function createChargePointStore(db: Connection): ChargePointStore {
  return {
    async all() {
      return db.all<NotesRow>(`${SELECT_NOTES} ORDER BY chargePointId`).map(notesFrom);
    },
    async get(chargePointId) {
      const sql = `${SELECT_NOTES} WHERE chargePointId = :chargePointId`;
      return db.all<NotesRow>(sql, { chargePointId }).map(notesFrom)[0];
    },
    async put({ location, ...notes }) {
      const row = { latitude: null, longitude: null, address: null, ...location, ...notes };
      db.write('power', () => db.run(PUT_NOTES, row));
    },
    async onlineTimes(periods, chargePointId) {
      const sql = `${chargePointId === undefined ? ALL_POINTS : ONE_POINT}${TIMES}`;
      const bounds = JSON.stringify(periods.map(({ fromMs, toMs }) => [fromMs, toMs]));
      return db.all<OnlineTimes>(sql, defined({ periods: bounds, chargePointId }));
    },
  };
}

export function growStretch(db: Connection, stretch: StatusStretch): void {
  db.run(GROW, { ...stretch, online: Number(stretch.online) });
}

function notesFrom({ latitude, longitude, address, ...notes }: NotesRow): ChargePointNotes {
  return { ...notes, location: latitude === null ? null : { latitude, longitude, address } };
}
