import { statSync } from 'node:fs';
import { createApiKeyStore } from './api-keys.js';
import { backUp } from './backup.js';
import { createBillingStore } from './billing.js';
import { createChargePointStore } from './charge-points.js';
import type { Connection } from './connection.js';
import { createEnergyStore } from './energy.js';
import { MIGRATIONS } from './migrations/migrations.js';
import { IN_MEMORY, openDatabase } from './open-database.js';
import type { LedgerStore, PruneLimits } from './port.js';
import { checkpoints, record } from './record.js';
import { createSessionStore } from './sessions.js';
import { createWebhookStore } from './webhooks.js';

export interface SqliteStoreOptions {
  /** Created with its folder when it is not there; `:memory:` keeps nothing. Several processes may use one file. */
  readonly file: string;
}

/**
 * The ledger in one SQLite file, brought to the newest version.
 * @throws StoreError `store_unusable`: no ledger, one of a newer version, or a folder that cannot be written
 */
export async function createSqliteStore({ file }: SqliteStoreOptions): Promise<LedgerStore> {
  const db = openDatabase(file, MIGRATIONS);
  return {
    apiKeys: createApiKeyStore(db),
    sessions: createSessionStore(db),
    energy: createEnergyStore(db),
    chargePoints: createChargePointStore(db),
    billing: createBillingStore(db),
    webhooks: createWebhookStore(db),
    record: async (batch) => record(db, batch),
    checkpoints: async () => checkpoints(db),
    prune: async (olderThan) => prune(db, olderThan),
    backup: async (target) => backUp(db, target),
    sizeBytes: async () => (file === IN_MEMORY ? 0 : sizeOf(file)),
    close: async () => db.close(),
  };
}

const PRUNE = [
  'DELETE FROM charge_slots WHERE slotMs < :slotsMs',
  'DELETE FROM grid_slots WHERE slotMs < :slotsMs',
  'DELETE FROM traces WHERE minuteMs < :tracesMs',
  'DELETE FROM status_stretches WHERE toMs < :slotsMs',
  `DELETE FROM webhook_deliveries
   WHERE status <> 'pending' AND coalesce(lastAttemptAtMs, createdAtMs) < :deliveriesMs`,
];

function prune(db: Connection, olderThan: PruneLimits): void {
  db.write('process', () => {
    for (const sql of PRUNE) db.run(sql, olderThan);
  });
}

/** With what is not yet merged into the file. */
function sizeOf(file: string): number {
  return ['', '-wal', '-shm'].reduce(
    (sum, suffix) => sum + (statSync(`${file}${suffix}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
