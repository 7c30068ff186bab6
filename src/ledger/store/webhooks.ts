import type { Delivery, LedgerEvent, WebhookEndpoint } from '../webhook.js';
import { newDelivery } from '../webhooks/new-delivery.js';
import type { Connection, Value } from './connection.js';
import type { WebhookStore } from './port.js';
import { insertInto, put } from './sql.js';

const ENDPOINT = ['id', 'url', 'events', 'active', 'description', 'secret', 'createdAtMs'] as const;
const SELECT_ENDPOINTS = `SELECT ${ENDPOINT.join(', ')} FROM webhook_endpoints`;
const PUT_ENDPOINT = put('webhook_endpoints', ENDPOINT);

const DELIVERY = [
  'id',
  'endpointId',
  'event',
  'status',
  'attempts',
  'nextAttemptAtMs',
  'lastAttemptAtMs',
  'responseStatus',
  'error',
  'createdAtMs',
] as const;
const SELECT_DELIVERIES = `SELECT ${DELIVERY.join(', ')} FROM webhook_deliveries`;
const PUT_DELIVERY = put('webhook_deliveries', DELIVERY);
const INSERT_DELIVERY = insertInto('webhook_deliveries', DELIVERY);
const PAGE =
  'WHERE endpointId = :endpointId ORDER BY createdAtMs DESC, rowid DESC LIMIT :limit OFFSET :offset';
const COUNT = 'SELECT count(*) AS total FROM webhook_deliveries WHERE endpointId = :endpointId';

/** A paused endpoint's deliveries wait until it is active again. */
const WAITING = `status = 'pending' AND endpointId IN (SELECT id FROM webhook_endpoints WHERE active = 1)`;
const DUE = `SELECT ${DELIVERY.join(', ')} FROM (
  SELECT *, rowid AS age, row_number() OVER (PARTITION BY endpointId ORDER BY nextAttemptAtMs, rowid) AS place
  FROM webhook_deliveries WHERE ${WAITING} AND nextAttemptAtMs <= :nowMs
) WHERE place <= :limitEach ORDER BY nextAttemptAtMs, age`;
const NEXT_DUE = `SELECT min(nextAttemptAtMs) AS nextMs FROM webhook_deliveries WHERE ${WAITING}`;

type EndpointRow = Omit<WebhookEndpoint, 'events' | 'active'> & {
  readonly events: string;
  readonly active: number;
};
type DeliveryRow = Omit<Delivery, 'event'> & { readonly event: string };

export function createWebhookStore(db: Connection): WebhookStore {
  const deliveries = (sql: string, params: Readonly<Record<string, Value>>): readonly Delivery[] =>
    db.all<DeliveryRow>(sql, params).map((row) => ({ ...row, event: JSON.parse(row.event) }));

  return {
    async endpoints() {
      return db.all<EndpointRow>(`${SELECT_ENDPOINTS} ORDER BY createdAtMs, rowid`).map(endpointFrom);
    },
    async endpoint(id) {
      return db.all<EndpointRow>(`${SELECT_ENDPOINTS} WHERE id = :id`, { id }).map(endpointFrom)[0];
    },
    async putEndpoint(endpoint) {
      const row = {
        ...endpoint,
        events: JSON.stringify(endpoint.events),
        active: Number(endpoint.active),
      };
      db.write('power', () => db.run(PUT_ENDPOINT, row));
    },
    async removeEndpoint(id) {
      return db.write('power', () => db.run('DELETE FROM webhook_endpoints WHERE id = :id', { id })) === 1;
    },
    async deliveries(endpointId, { limit, offset }) {
      return db.snapshot(() => ({
        rows: deliveries(`${SELECT_DELIVERIES} ${PAGE}`, { endpointId, limit, offset }),
        total: db.all<{ total: number }>(COUNT, { endpointId })[0]?.total ?? 0,
      }));
    },
    delivery: async (id) => deliveries(`${SELECT_DELIVERIES} WHERE id = :id`, { id })[0],
    due: async (nowMs, limitEach) => deliveries(DUE, { nowMs, limitEach }),
    async nextDueMs() {
      return db.all<{ nextMs: number | null }>(NEXT_DUE)[0]?.nextMs ?? undefined;
    },
    async putDelivery(delivery) {
      db.write('process', () => db.run(PUT_DELIVERY, deliveryRow(delivery)));
    },
  };
}

/** A delivery, due at once, for every active endpoint that wants the event. */
export function announce(db: Connection, event: LedgerEvent): void {
  const active = db.all<EndpointRow>(`${SELECT_ENDPOINTS} WHERE active = 1`).map(endpointFrom);
  for (const { id: endpointId, events } of active) {
    if (!events.some((wanted) => wanted === '*' || wanted === event.type)) continue;
    // One event goes to one endpoint once, so that both ids make a third.
    const id = `whd_${event.id.replace(/^evt_/, '')}_${endpointId.replace(/^whe_/, '')}`;
    db.run(INSERT_DELIVERY, deliveryRow(newDelivery({ id, endpointId, event }, event.atMs)));
  }
}

function deliveryRow(delivery: Delivery): DeliveryRow {
  return { ...delivery, event: JSON.stringify(delivery.event) };
}

function endpointFrom(row: EndpointRow): WebhookEndpoint {
  return { ...row, events: JSON.parse(row.events), active: row.active === 1 };
}
