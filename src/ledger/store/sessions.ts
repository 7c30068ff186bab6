import type { ChargeIncrement, Session } from '../session.js';
import type { Connection } from './connection.js';
import { createMemo } from './memo.js';
import type { EndedCosts, Page, SessionFilter, SessionStore, SessionWithCost } from './port.js';
import { defined, put, where } from './sql.js';

const COLUMNS = [
  'id',
  'transactionId',
  'chargePointId',
  'startedAtMs',
  'endedAtMs',
  'status',
  'userId',
  'energyWh',
  'solarWh',
  'gridWh',
  'batteryWh',
  'chargingMs',
  'lastEnergyAtMs',
  'maxPowerW',
  'startCounterWh',
  'counterWh',
] as const;
const SELECT = `SELECT ${COLUMNS.join(', ')}, totalCost, currency FROM sessions`;
const OF_ONE = 'AND chargePointId = :chargePointId';
const costs = (ofOne: string): string => `
WITH stretches AS (
  SELECT value AS fromMs, lead(value) OVER (ORDER BY value) AS toMs FROM json_each(:bounds)
)
SELECT fromMs, currency, round(sum(totalCost), 6) AS totalCost, count(*) AS count
FROM stretches JOIN sessions ON endedAtMs >= fromMs AND endedAtMs < toMs ${ofOne}
GROUP BY fromMs, currency ORDER BY fromMs, currency`;
const PUT = put('sessions', COLUMNS);

const SLOTS = `
SELECT chargePointId, sessionId, slotMs, day, energyWh, solarWh, gridWh, batteryWh
FROM charge_slots WHERE sessionId = :id AND sessionId <> '' ORDER BY slotMs`;

const CONDITIONS: Readonly<Record<keyof SessionFilter, string>> = {
  fromMs: 'startedAtMs >= :fromMs',
  toMs: 'startedAtMs < :toMs',
  chargePointId: 'chargePointId = :chargePointId',
  userId: 'userId = :userId',
  status: 'status = :status',
};
/** Most sessions have the same status: among those of a charge point or a user, its index would only mislead. */
const AMONG_FEW = { ...CONDITIONS, status: '+status = :status' };

/** A page weighs up to 100 KB, a total some bytes. */
const KEPT_PAGES = 20;
const KEPT_TOTALS = 500;

export function createSessionStore(db: Connection): SessionStore {
  const pages = createMemo<Page<SessionWithCost>>(KEPT_PAGES, db.generation);
  const totals = createMemo<number>(KEPT_TOTALS, db.generation);

  function readPage(filter: SessionFilter, limit: number, offset: number): Page<SessionWithCost> {
    const isAmongFew = filter.chargePointId !== undefined || filter.userId !== undefined;
    const matching = where(isAmongFew ? AMONG_FEW : CONDITIONS, filter);
    const params = defined(filter);
    const count = `SELECT count(*) AS total FROM sessions ${matching}`;
    return {
      rows: db.all<SessionWithCost>(
        `${SELECT} ${matching} ORDER BY startedAtMs DESC, rowid DESC LIMIT :limit OFFSET :offset`,
        { ...params, limit, offset },
      ),
      total: totals.take(
        JSON.stringify(params),
        () => db.all<{ total: number }>(count, params)[0]?.total ?? 0,
      ),
    };
  }

  function findOne(column: 'id' | 'transactionId', value: string): SessionWithCost | undefined {
    return db.all<SessionWithCost>(`${SELECT} WHERE ${column} = :value`, { value })[0];
  }

  return {
    async list(filter, { limit, offset }) {
      const { fromMs, toMs, chargePointId, userId, status } = filter;
      const key = JSON.stringify([fromMs, toMs, chargePointId, userId, status, limit, offset]);
      return db.snapshot(() => pages.take(key, () => readPage(filter, limit, offset)));
    },
    get: async (id) => findOne('id', id),
    findByTransaction: async (transactionId) => findOne('transactionId', transactionId),
    async active() {
      return db.all<SessionWithCost>(
        `${SELECT} WHERE endedAtMs IS NULL ORDER BY startedAtMs DESC, rowid DESC`,
      );
    },
    async endedIn({ fromMs, toMs }, chargePointId) {
      const ofOne = chargePointId === undefined ? '' : OF_ONE;
      return db.all<SessionWithCost>(
        `${SELECT} WHERE endedAtMs >= :fromMs AND endedAtMs < :toMs ${ofOne} ORDER BY endedAtMs, rowid`,
        defined({ fromMs, toMs, chargePointId }),
      );
    },
    async endedCosts(boundsMs, chargePointId) {
      const bounds = JSON.stringify(boundsMs);
      return db.all<EndedCosts>(costs(chargePointId === undefined ? '' : OF_ONE), {
        ...defined({ bounds, chargePointId }),
      });
    },
    async slots(id) {
      return db.all<ChargeIncrement>(SLOTS, { id });
    },
  };
}

/** Its cost stays as it is. */
export function putSession(db: Connection, session: Session): void {
  db.run(PUT, session);
}
