import { expect, onTestFinished, test } from 'vitest';
import { createSqliteStore } from '../../../src/ledger/store/sqlite-store.js';
import type { WebhookEndpoint } from '../../../src/ledger/webhook.js';
import { createWebhookDispatcher } from '../../../src/ledger/webhooks/dispatcher.js';
import { RETRY_WAITS_MS } from '../../../src/ledger/webhooks/retry.js';
import type { OutgoingWebhook, SendWebhook } from '../../../src/ledger/webhooks/sender.js';
import { createManualClock } from '../../support/manual-clock.js';
import { createRecordingLogger } from '../../support/recording-logger.js';

const endpoint = (id: string, more: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id,
  url: `https://${id}.example.org/`,
  events: ['*'],
  active: true,
  description: null,
  secret: `secret of ${id}`,
  createdAtMs: 0,
  ...more,
});

async function start(send: SendWebhook) {
  const clock = createManualClock();
  const store = await createSqliteStore({ file: ':memory:' });
  const dispatcher = createWebhookDispatcher({ store, send, clock, log: createRecordingLogger() });
  await dispatcher.start();
  const stop = async (): Promise<void> => {
    const stopped = dispatcher.stop();
    await clock.advance(0);
    await stopped;
  };
  onTestFinished(async () => {
    await stop();
    await store.close();
  });
  const happen = (...ids: readonly string[]): Promise<void> =>
    store.record({
      events: ids.map((id) => ({ id, type: 'session.started', atMs: clock.now(), data: { session_id: id } })),
    });
  return { clock, store, happen, stop };
}

test('an event goes to every endpoint that wants it, once', async () => {
  const sent: OutgoingWebhook[] = [];
  const { clock, store, happen } = await start(async (message) => {
    sent.push(message);
    return { status: 200 };
  });
  await store.webhooks.putEndpoint(endpoint('whe_all'));
  await store.webhooks.putEndpoint(endpoint('whe_started', { events: ['session.started'] }));
  await store.webhooks.putEndpoint(endpoint('whe_ended', { events: ['session.ended'] }));
  await store.webhooks.putEndpoint(endpoint('whe_paused', { active: false }));
  await happen('evt_1');
  await clock.advance(5000);

  expect(sent.map(({ url, secret }) => [url, secret]).sort()).toEqual([
    ['https://whe_all.example.org/', 'secret of whe_all'],
    ['https://whe_started.example.org/', 'secret of whe_started'],
  ]);
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    event: 'session.started',
    id: 'evt_1',
    timestamp: '2026-06-21T10:00:00.000Z',
    data: { session_id: 'evt_1' },
  });
  const { rows } = await store.webhooks.deliveries('whe_all', { limit: 10, offset: 0 });
  expect(rows).toMatchObject([{ status: 'delivered', attempts: 1, responseStatus: 200 }]);
});

test('what fails is tried again after the waits, with the same bytes, until it is delivered', async () => {
  const sent: { readonly atMs: number; readonly body: string }[] = [];
  const { clock, store, happen } = await start(async ({ body }) => {
    sent.push({ atMs: clock.now(), body });
    return sent.length < 4 ? { status: 500 } : { status: 204 };
  });
  await store.webhooks.putEndpoint(endpoint('whe_1'));
  await happen('evt_1');
  const [first = 0, second = 0, third = 0] = RETRY_WAITS_MS;
  await clock.advance(first + second + third + 10_000);

  const times = sent.map(({ atMs }) => atMs - (sent[0]?.atMs ?? 0));
  expect(times).toEqual([0, first, first + second, first + second + third]);
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  const { rows } = await store.webhooks.deliveries('whe_1', { limit: 10, offset: 0 });
  expect(rows).toMatchObject([{ status: 'delivered', attempts: 4, error: null }]);
});

test('a receiver that hangs does not hold up the others', async () => {
  let arrived = 0;
  const { clock, store, happen } = await start(({ url }, signal) => {
    if (!url.includes('whe_slow')) {
      arrived += 1;
      return Promise.resolve({ status: 200 });
    }
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ error: 'stopped' }));
    });
  });
  await store.webhooks.putEndpoint(endpoint('whe_slow'));
  await happen(...Array.from({ length: 400 }, (_, n) => `evt_${n}`));
  await clock.advance(3000);
  await store.webhooks.putEndpoint(endpoint('whe_quick'));
  await happen('evt_last');
  await clock.advance(3000);
  expect(arrived).toBe(1);
});

test('what is under way at the end is sent again after the next start', async () => {
  const { clock, store, happen, stop } = await start(
    (_message, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ error: 'stopped' }));
      }),
  );
  await store.webhooks.putEndpoint(endpoint('whe_1'));
  await happen('evt_1');
  await clock.advance(2000);
  await stop();
  const [due] = await store.webhooks.due(clock.now(), 10);
  expect(due).toMatchObject({ status: 'pending', attempts: 0, event: { id: 'evt_1' } });
});
