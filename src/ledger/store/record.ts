import { addEntry } from './billing.js';
import { growStretch } from './charge-points.js';
import type { Connection } from './connection.js';
import { addCharge, addGrid, putTrace } from './energy.js';
import type { LedgerBatch } from './port.js';
import { putSession } from './sessions.js';
import { put } from './sql.js';
import { announce } from './webhooks.js';

const PUT_CHECKPOINT = put('checkpoints', ['name', 'value']);

/** The whole batch or nothing. The end of a session and a bill survive loss of power, and all that came before. */
export function record(db: Connection, batch: LedgerBatch): void {
  const { sessions = [], charge = [], grid = [], statuses = [], entries = [], events = [] } = batch;
  const { traces = [] } = batch;
  const isFinal = entries.length > 0 || sessions.some(({ endedAtMs }) => endedAtMs !== null);
  db.write(isFinal ? 'power' : 'process', () => {
    for (const session of sessions) putSession(db, session);
    for (const entry of entries) addEntry(db, entry);
    for (const increment of charge) addCharge(db, increment);
    for (const increment of grid) addGrid(db, increment);
    for (const point of traces) putTrace(db, point);
    for (const stretch of statuses) growStretch(db, stretch);
    for (const event of events) announce(db, event);
    for (const [name, value] of batch.checkpoints ?? [])
      db.run(PUT_CHECKPOINT, { name, value: JSON.stringify(value) });
  });
}

export function checkpoints(db: Connection): ReadonlyMap<string, unknown> {
  const rows = db.all<{ name: string; value: string }>('SELECT name, value FROM checkpoints');
  return new Map(rows.map(({ name, value }) => [name, JSON.parse(value)]));
}
