import type { LedgerEvent } from '../webhook.js';

/** The body of a delivery: the same bytes at every attempt, so that receivers can tell a repetition by `id`. */
export function messageOf({ id, type, atMs, data }: LedgerEvent): string {
  return JSON.stringify({ event: type, id, timestamp: new Date(atMs).toISOString(), data });
}
