import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/ledger/webhook.js';
import { afterAttempt, RETRY_WAITS_MS } from '../../../src/ledger/webhooks/retry.js';

const fresh: Delivery = {
  id: 'whd_1',
  endpointId: 'whe_1',
  event: { id: 'evt_1', type: 'session.ended', atMs: 500, data: {} },
  status: 'pending',
  attempts: 0,
  nextAttemptAtMs: 1000,
  lastAttemptAtMs: null,
  responseStatus: null,
  error: null,
  createdAtMs: 1000,
};

describe('afterAttempt', () => {
  test.each([200, 201, 204, 299])('%d delivers', (status) => {
    expect(afterAttempt(fresh, { status }, 2000)).toEqual({
      ...fresh,
      status: 'delivered',
      attempts: 1,
      nextAttemptAtMs: null,
      lastAttemptAtMs: 2000,
      responseStatus: status,
    });
  });

  test.each([
    [{ status: 500 }, 'The receiver answered 500.'],
    [{ status: 410 }, 'The receiver answered 410.'],
    [{ status: 302 }, 'The receiver redirects (302), which is not followed: give its final address.'],
    [{ error: 'Nothing listens.' }, 'Nothing listens.'],
  ])('%j is tried again', (attempt, error) => {
    const after = afterAttempt(fresh, attempt, 2000);
    expect(after).toMatchObject({ status: 'pending', attempts: 1, error });
    expect(after.nextAttemptAtMs).toBe(2000 + (RETRY_WAITS_MS[0] ?? 0));
  });

  test('a receiver that stays down is given up after more than a day, with ever longer waits', () => {
    let delivery = fresh;
    let nowMs = 1000;
    const waits: number[] = [];
    while (delivery.nextAttemptAtMs !== null) {
      nowMs = delivery.nextAttemptAtMs;
      delivery = afterAttempt(delivery, { status: 503 }, nowMs);
      if (delivery.nextAttemptAtMs !== null) waits.push(delivery.nextAttemptAtMs - nowMs);
    }
    expect(delivery).toMatchObject({ status: 'failed', attempts: RETRY_WAITS_MS.length + 1 });
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(nowMs - 1000).toBeGreaterThan(24 * 3_600_000);
  });

  test('a delivery that succeeds at last forgets its error', () => {
    const after = afterAttempt(afterAttempt(fresh, { status: 500 }, 2000), { status: 200 }, 3000);
    expect(after).toMatchObject({ status: 'delivered', attempts: 2, error: null, responseStatus: 200 });
  });
});
