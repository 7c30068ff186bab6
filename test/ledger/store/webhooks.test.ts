import { describe, expect, it } from 'vitest';
import { delivery, endpoint, eventOf, MONDAY_MS } from './samples.js';
import { PLACES } from './support.js';

const PAGE = { limit: 10, offset: 0 };
const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);

describe.each(PLACES)('webhook endpoints %s', (_where, open) => {
  it('are kept and replaced, oldest first', async () => {
    const { webhooks } = await open();
    await webhooks.putEndpoint(endpoint('2', { createdAtMs: MONDAY_MS + 1 }));
    await webhooks.putEndpoint(endpoint('1'));
    const paused = endpoint('2', { active: false, events: ['session.ended'], createdAtMs: MONDAY_MS + 1 });
    await webhooks.putEndpoint(paused);
    expect(await webhooks.endpoints()).toEqual([endpoint('1'), paused]);
    expect(await webhooks.endpoint('whe_2')).toEqual(paused);
    expect(await webhooks.endpoint('whe_3')).toBeUndefined();
  });

  it('take their deliveries with them when removed, not when changed', async () => {
    const { webhooks } = await open();
    await webhooks.putEndpoint(endpoint('1'));
    await webhooks.putDelivery(delivery('1'));
    await webhooks.putEndpoint(endpoint('1', { url: 'https://other.example/' }));
    expect(await webhooks.delivery('whd_1')).toEqual(delivery('1'));
    expect(await webhooks.removeEndpoint('whe_1')).toBe(true);
    expect(await webhooks.removeEndpoint('whe_1')).toBe(false);
    expect(await webhooks.delivery('whd_1')).toBeUndefined();
    expect(await webhooks.deliveries('whe_1', PAGE)).toEqual({ rows: [], total: 0 });
  });
});

describe.each(PLACES)('events %s', (_where, open) => {
  it('become a delivery, due at once, for every active endpoint that wants them', async () => {
    const { webhooks, record } = await open();
    await webhooks.putEndpoint(endpoint('all'));
    await webhooks.putEndpoint(endpoint('some', { events: ['session.ended', 'session.started'] }));
    await webhooks.putEndpoint(endpoint('other', { events: ['session.ended'] }));
    await webhooks.putEndpoint(endpoint('paused', { active: false }));
    await record({ events: [eventOf('1')] });
    const due = await webhooks.due(MONDAY_MS, 10);
    expect(due.map(({ endpointId }) => endpointId).sort()).toEqual(['whe_all', 'whe_some']);
    expect(due[0]).toEqual(delivery('1', { id: 'whd_1_all', endpointId: 'whe_all' }));
    expect(new Set(idsOf(due)).size).toBe(2);
  });

  it('that nobody wants leave nothing', async () => {
    const { webhooks, record } = await open();
    await record({ events: [eventOf('1')] });
    expect(await webhooks.nextDueMs()).toBeUndefined();
  });
});

describe.each(PLACES)('deliveries %s', (_where, open) => {
  it('are replaced whole', async () => {
    const { webhooks } = await open();
    await webhooks.putEndpoint(endpoint('1'));
    await webhooks.putDelivery(delivery('1'));
    const failed = delivery('1', {
      status: 'failed',
      attempts: 8,
      nextAttemptAtMs: null,
      lastAttemptAtMs: MONDAY_MS + 5,
      responseStatus: 500,
      error: 'answered 500',
    });
    await webhooks.putDelivery(failed);
    expect(await webhooks.delivery('whd_1')).toEqual(failed);
    expect(await webhooks.delivery('whd_2')).toBeUndefined();
  });

  it('are listed newest first, a page at a time', async () => {
    const { webhooks } = await open();
    await webhooks.putEndpoint(endpoint('1'));
    await webhooks.putEndpoint(endpoint('2'));
    for (const [n, createdAtMs] of [2, 1, 3].entries())
      await webhooks.putDelivery(delivery(`${n}`, { createdAtMs }));
    await webhooks.putDelivery(delivery('elsewhere', { endpointId: 'whe_2' }));
    const { rows, total } = await webhooks.deliveries('whe_1', { limit: 2, offset: 1 });
    expect([idsOf(rows), total]).toEqual([['whd_0', 'whd_1'], 3]);
  });

  it('are due when their time has come, oldest first, and while their endpoint is active', async () => {
    const { webhooks } = await open();
    await webhooks.putEndpoint(endpoint('1'));
    await webhooks.putEndpoint(endpoint('paused', { active: false }));
    for (const nextAttemptAtMs of [30, 10, 20])
      await webhooks.putDelivery(delivery(`${nextAttemptAtMs}`, { nextAttemptAtMs }));
    await webhooks.putDelivery(delivery('paused', { endpointId: 'whe_paused', nextAttemptAtMs: 5 }));
    await webhooks.putDelivery(delivery('done', { status: 'delivered', nextAttemptAtMs: null }));
    expect(idsOf(await webhooks.due(20, 10))).toEqual(['whd_10', 'whd_20']);
    expect(idsOf(await webhooks.due(30, 1))).toEqual(['whd_10']);
    expect(await webhooks.nextDueMs()).toBe(10);
    await webhooks.putEndpoint(endpoint('paused'));
    expect(await webhooks.nextDueMs()).toBe(5);
    expect(idsOf(await webhooks.due(5, 10))).toEqual(['whd_paused']);
  });

  it('that are finished and old are deleted, pending ones stay', async () => {
    const { webhooks, prune } = await open();
    await webhooks.putEndpoint(endpoint('1'));
    const done = { status: 'delivered', nextAttemptAtMs: null, createdAtMs: 1 } as const;
    await webhooks.putDelivery(delivery('old', { ...done, lastAttemptAtMs: 49 }));
    await webhooks.putDelivery(delivery('untried', { ...done, status: 'failed' }));
    await webhooks.putDelivery(delivery('young', { ...done, lastAttemptAtMs: 50 }));
    await webhooks.putDelivery(delivery('pending', { createdAtMs: 1, nextAttemptAtMs: 1 }));
    await prune({ slotsMs: 0, tracesMs: 0, deliveriesMs: 50 });
    const { rows } = await webhooks.deliveries('whe_1', PAGE);
    expect(idsOf(rows)).toEqual(['whd_pending', 'whd_young']);
  });
});
