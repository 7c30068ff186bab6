import type { Migration } from '../migrate.js';

/** What the lists, the statements, analytics and the due deliveries look up by. */
export const indexes: Migration = {
  name: '0002-indexes',
  sql: `
CREATE INDEX sessions_by_start ON sessions (startedAtMs);
CREATE INDEX sessions_by_charge_point ON sessions (chargePointId, startedAtMs);
CREATE INDEX sessions_by_user ON sessions (userId, startedAtMs);
CREATE INDEX sessions_by_status ON sessions (status, startedAtMs);
CREATE INDEX sessions_by_end ON sessions (endedAtMs);

CREATE INDEX charge_slots_by_session ON charge_slots (sessionId, slotMs) WHERE sessionId <> '';

CREATE INDEX billing_entries_by_session ON billing_entries (sessionId, createdAtMs);
CREATE INDEX billing_entries_by_time ON billing_entries (createdAtMs);

CREATE INDEX charge_points_by_tariff ON charge_points (tariffId);

CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (endpointId, createdAtMs);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (nextAttemptAtMs) WHERE status = 'pending';
`,
};
