import type { Delivery } from '../webhook.js';

/** A delivery that nobody has tried yet, due at once. @param atMs now, ms since 1970 */
export function newDelivery(which: Pick<Delivery, 'id' | 'endpointId' | 'event'>, atMs: number): Delivery {
  return {
    ...which,
    status: 'pending',
    attempts: 0,
    nextAttemptAtMs: atMs,
    lastAttemptAtMs: null,
    responseStatus: null,
    error: null,
    createdAtMs: atMs,
  };
}
