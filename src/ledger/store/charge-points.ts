import type { StatusStretch } from '../session.js';
import type { Connection } from './connection.js';
import type { ChargePointNotes, ChargePointStore } from './port.js';
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
/** From the stretch that covers the begin of the period, since those of a charge point follow each other. */
const TOUCHING = `
SELECT chargePointId, max(fromMs, :fromMs) AS fromMs, min(toMs, :toMs) AS toMs, online, connector
FROM points JOIN status_stretches AS stretch ON chargePointId = id AND fromMs < :toMs AND fromMs >= coalesce(
  (SELECT max(fromMs) FROM status_stretches WHERE chargePointId = id AND fromMs <= :fromMs), :fromMs)
WHERE toMs > :fromMs ORDER BY stretch.fromMs, chargePointId`;

type NotesRow = Omit<ChargePointNotes, 'location'> &
  ({ latitude: null; longitude: null; address: null } | NonNullable<ChargePointNotes['location']>);
type StretchRow = Omit<StatusStretch, 'online'> & { readonly online: number };

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
    async statuses({ fromMs, toMs }, chargePointId) {
      const sql = `${chargePointId === undefined ? ALL_POINTS : ONE_POINT} ${TOUCHING}`;
      return db.all<StretchRow>(sql, defined({ fromMs, toMs, chargePointId })).map(stretchFrom);
    },
  };
}

export function growStretch(db: Connection, stretch: StatusStretch): void {
  db.run(GROW, { ...stretch, online: Number(stretch.online) });
}

function notesFrom({ latitude, longitude, address, ...notes }: NotesRow): ChargePointNotes {
  return { ...notes, location: latitude === null ? null : { latitude, longitude, address } };
}

function stretchFrom(row: StretchRow): StatusStretch {
  return { ...row, online: row.online === 1 };
}
