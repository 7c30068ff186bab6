import { describe, expect, it } from 'vitest';
import { costsOn, NO_COSTS, withCost } from '../../../src/ledger/recorder/cost-memory.js';
import { eventDataOf, type News } from '../../../src/ledger/recorder/news.js';
import { createPending } from '../../../src/ledger/recorder/pending.js';
import { createPowerSight } from '../../../src/ledger/recorder/power-sight.js';
import { pruneLedger } from '../../../src/ledger/recorder/prune.js';
import { StoreError } from '../../../src/ledger/store/store-error.js';
import { createRecordingLogger } from '../../support/recording-logger.js';
import { chargeOf, gridOf, session, traceOf } from '../store/samples.js';

const news = (atMs: number): News => ({ type: 'charge_point.connected', atMs, chargePointId: 'garage' });

describe('what waits for the store', () => {
  it('is put together as the store would', () => {
    const pending = createPending();
    pending.add({
      charge: [chargeOf({ energyWh: 1, gridWh: 1 })],
      grid: [gridOf({ importWh: 1, productionWh: null })],
    });
    pending.add({
      charge: [chargeOf({ energyWh: 2, gridWh: 2 })],
      grid: [gridOf({ importWh: 2, productionWh: 5 })],
    });
    pending.add({ sessions: [session('1', { energyWh: 1 })] });
    pending.add({ sessions: [session('1', { energyWh: 3 })], news: [news(1)] });
    expect(pending.hasNews).toBe(true);
    const { charge, grid, sessions } = pending.take();
    expect(charge).toMatchObject([{ energyWh: 3, gridWh: 3 }]);
    expect(grid).toMatchObject([{ importWh: 3, productionWh: 5 }]);
    expect(sessions).toMatchObject([{ energyWh: 3 }]);
    expect(pending.hasNews).toBe(false);
    expect(pending.take()).toEqual({
      sessions: [],
      charge: [],
      grid: [],
      statuses: [],
      traces: [],
      news: [],
    });
  });

  it('does not grow without end', () => {
    const pending = createPending();
    pending.add({ news: Array.from({ length: 3000 }, (_, n) => news(n)) });
    expect(pending.dropped).toBe(1000);
    expect(pending.take().news).toHaveLength(2000);
    for (let n = 0; n < 3; n++)
      pending.add({
        traces: Array.from({ length: 4000 }, (_, m) => traceOf({ minuteMs: (n * 4000 + m) * 60_000 })),
      });
    const { traces } = pending.take();
    expect([traces.length, traces[0]?.minuteMs]).toEqual([10_000, 2000 * 60_000]);
    expect(pending.dropped).toBe(0);
  });
});

describe('costs', () => {
  const cost = { amount: 2, currency: 'EUR' };
  it('add up over the day and the month', () => {
    const twice = withCost(withCost(NO_COSTS, cost, '2026-06-20'), cost, '2026-06-21');
    expect(twice).toMatchObject({ today: 2, month: 4, last: cost });
    expect(costsOn('2026-06-22', twice)).toMatchObject({ today: 0, month: 4 });
    expect(costsOn('2026-07-01', twice)).toMatchObject({ today: 0, month: 0 });
  });

  it('forget the last bill when the next session has none', () => {
    const costs = withCost(withCost(NO_COSTS, cost, '2026-06-21'), undefined, '2026-06-21');
    expect(costs).toMatchObject({ today: 2, last: null });
  });
});

describe('eventDataOf', () => {
  it.each([
    [news(0), { charge_point_id: 'garage', status: 'online' }],
    [
      { ...news(0), type: 'charge_point.disconnected' },
      { charge_point_id: 'garage', status: 'offline' },
    ],
    [
      { type: 'charge_point.status_changed', atMs: 0, chargePointId: 'garage', from: null, to: 'Charging' },
      { charge_point_id: 'garage', connector_id: 1, status: 'Charging', previous_status: null },
    ],
    [
      { type: 'alert.triggered', atMs: 0, alert: { name: 'meter_silent', meterId: 'meter' } },
      { alert: 'meter_silent', meter_id: 'meter' },
    ],
  ] as const)('speaks the words of the REST API: %j', (each, data) => {
    expect(eventDataOf(each as News, undefined)).toEqual(data);
  });
});

describe('a power on a topic of somebody else’s', () => {
  it('holds for ten minutes', () => {
    const sight = createPowerSight();
    expect(sight.powerW(0)).toBeUndefined();
    sight.take(500, 1000);
    expect(sight.powerW(601_000)).toBe(500);
    expect(sight.powerW(601_001)).toBeUndefined();
  });
});

describe('pruneLedger', () => {
  const DAY_MS = 86_400_000;
  const options = { slotDays: 400, deliveryDays: 30 };
  const now = () => 1000 * DAY_MS;

  it('deletes what is too old', async () => {
    const asked: object[] = [];
    const store = { prune: async (olderThan: object) => void asked.push(olderThan) };
    await pruneLedger(options, { store, now, log: createRecordingLogger() });
    expect(asked).toEqual([{ slotsMs: 600 * DAY_MS, tracesMs: 940 * DAY_MS, deliveriesMs: 970 * DAY_MS }]);
  });

  it('keeps minutes no longer than quarters of an hour', async () => {
    const asked: { readonly tracesMs: number }[] = [];
    const store = { prune: async (olderThan: { readonly tracesMs: number }) => void asked.push(olderThan) };
    await pruneLedger({ ...options, slotDays: 10 }, { store, now, log: createRecordingLogger() });
    expect(asked[0]?.tracesMs).toBe(990 * DAY_MS);
  });

  it('leaves it to the next night when the store fails', async () => {
    const log = createRecordingLogger();
    const store = { prune: () => Promise.reject(new StoreError('store_failed', 'locked')) };
    await pruneLedger(options, { store, now, log });
    expect(log.messages('error')).toHaveLength(1);
  });
});
