import { HOUR_MS, MINUTE_MS } from '../../time-spans.js';
import type { Delivery } from '../webhook.js';

/** Waits between attempts: a receiver may be down for a day and loses nothing. */
export const RETRY_WAITS_MS: readonly number[] = [
  10_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
];

/** What a receiver answered: an HTTP status, or why there was none. */
export type Attempt = { readonly status: number } | { readonly error: string };

/** The delivery after an attempt: delivered by any 2xx, else tried again until the waits are used up. */
export function afterAttempt(delivery: Delivery, attempt: Attempt, nowMs: number): Delivery {
  const attempts = delivery.attempts + 1;
  const responseStatus = 'status' in attempt ? attempt.status : null;
  const told = { ...delivery, attempts, lastAttemptAtMs: nowMs, responseStatus };
  if (responseStatus !== null && responseStatus >= 200 && responseStatus < 300) {
    return { ...told, status: 'delivered', nextAttemptAtMs: null, error: null };
  }
  const error = 'error' in attempt ? attempt.error : wordsOf(attempt.status);
  const waitMs = RETRY_WAITS_MS[attempts - 1];
  return waitMs === undefined
    ? { ...told, status: 'failed', nextAttemptAtMs: null, error }
    : { ...told, status: 'pending', nextAttemptAtMs: nowMs + waitMs, error };
}

function wordsOf(status: number): string {
  return status >= 300 && status < 400
    ? `The receiver redirects (${status}), which is not followed: give its final address.`
    : `The receiver answered ${status}.`;
}
