import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createWebhookDispatcher } from '../../../src/ledger/webhooks/dispatcher.js';
import { createWebhookSender } from '../../../src/ledger/webhooks/sender.js';
import { startApi, type TestApi } from '../../support/api.js';
import { startReceiver } from '../../support/webhook-receiver.js';
import type { Refused } from './charged-house.js';

const PATH = '/api/v1/webhooks/endpoints';
const BODY = { url: 'https://hooks.example.org/in', events: ['session.started', 'session.ended'] };
const SECRET = 'a secret of the receiver';

interface Endpoint {
  readonly id: string;
  readonly secret?: string;
}

interface Delivery {
  readonly id: string;
  readonly status: string;
  readonly event: string;
  readonly event_id: string;
  readonly attempts: number;
  readonly response_status: number | null;
  readonly error: string | null;
}

describe('webhook endpoints', () => {
  it('are created, read, listed, changed and deleted', async () => {
    const api = await startApi({ scopes: ['write:webhooks'] });
    const created = await api.request<Endpoint>(PATH, { body: { ...BODY, secret: SECRET } });
    expect(created.status).toBe(201);
    const shown = {
      id: expect.stringMatching(/^whe_[0-9a-z]{26}$/),
      ...BODY,
      status: 'active',
      description: null,
      created_at: '2026-06-21T10:00:00Z',
    };
    expect(created.json).toEqual(shown);
    const one = `${PATH}/${created.json.id}`;
    expect((await api.request(one)).json).toEqual(shown);
    expect((await api.request(PATH)).json).toEqual({ endpoints: [shown], total: 1 });

    const changed = await api.request(one, {
      method: 'PATCH',
      body: { active: false, events: ['*'], description: 'paused for now' },
    });
    expect(changed.json).toEqual({
      ...shown,
      events: ['*'],
      status: 'paused',
      description: 'paused for now',
    });
    await api.request(one, { method: 'PATCH', body: { active: true } });
    expect((await api.request(one)).json).toMatchObject({ status: 'active', description: 'paused for now' });

    expect((await api.request(one, { method: 'DELETE' })).status).toBe(204);
    expect((await api.request(one)).status).toBe(404);
    expect((await api.request(one, { method: 'DELETE' })).status).toBe(404);
    expect((await api.request(one, { method: 'PATCH', body: {} })).status).toBe(404);
  });

  it('get a secret, shown once, when none is given', async () => {
    const api = await startApi();
    const { json } = await api.request<Endpoint>(PATH, { body: BODY });
    expect(json.secret).toMatch(/^whsec_[\w-]{43}$/);
    expect((await api.request(`${PATH}/${json.id}`)).text).not.toContain(json.secret);
    expect((await api.request(PATH)).text).not.toContain(json.secret);
  });

  it.each([
    ['http', { ...BODY, url: 'http://hooks.example.org/' }, /url must begin with https/],
    ['a private address', { ...BODY, url: 'https://192.168.1.10/' }, /private network/],
    ['no URL', { ...BODY, url: 'hooks' }, /url must be a URL/],
    ['no event', { ...BODY, events: [] }, /events/],
    ['an unknown event', { ...BODY, events: ['session.stolen'] }, /events/],
    ['a short secret', { ...BODY, secret: 'short' }, /secret/],
    ['an unknown member', { ...BODY, colour: 'red' }, /colour/],
  ])('are refused with %s', async (_what, body, message) => {
    const api = await startApi({ settings: { privateWebhooks: false } });
    const { status, json } = await api.request<Refused>(PATH, { body });
    expect([status, json.error.code]).toEqual([400, 'invalid_request']);
    expect(json.error.message).toMatch(message);
  });

  it('are at most fifty', async () => {
    const api = await startApi();
    for (let n = 0; n < 50; n++) expect((await api.request(PATH, { body: BODY })).status).toBe(201);
    const { status, json } = await api.request<Refused>(PATH, { body: BODY });
    expect([status, json.error.code]).toEqual([409, 'conflict']);
  });

  it('are nobody else’s business', async () => {
    const api = await startApi({ scopes: ['read:sessions', 'read:charge_points', 'write:api_keys'] });
    expect((await api.request(PATH)).status).toBe(403);
    expect((await api.request(PATH, { body: BODY })).status).toBe(403);
  });
});

/** The API with what delivers, moved on by the clock. */
async function startDelivering(): Promise<TestApi> {
  const api = await startApi({ settings: { privateWebhooks: true } });
  const send = createWebhookSender({ version: '1', allowPrivate: true });
  const dispatcher = createWebhookDispatcher({ store: api.store, send, clock: api.clock, log: api.log });
  await dispatcher.start();
  onTestFinished(() => dispatcher.stop());
  return api;
}

async function deliveriesOf(api: TestApi, id: string): Promise<readonly Delivery[]> {
  return (await api.request<{ deliveries: readonly Delivery[] }>(`${PATH}/${id}/deliveries`)).json.deliveries;
}

describe('deliveries', () => {
  it('of a test event arrive, signed, and are told', async () => {
    const api = await startDelivering();
    const receiver = await startReceiver();
    const { json: endpoint } = await api.request<Endpoint>(PATH, {
      body: { ...BODY, url: receiver.url, secret: SECRET },
    });
    const asked = await api.request<Delivery>(`${PATH}/${endpoint.id}/test`, { method: 'POST' });
    expect(asked.status).toBe(202);
    expect(asked.json).toMatchObject({ status: 'pending', event: 'webhook.test', attempts: 0 });
    await api.clock.advance(1000);
    await vi.waitFor(async () =>
      expect(await deliveriesOf(api, endpoint.id)).toMatchObject([
        { id: asked.json.id, status: 'delivered', attempts: 1, response_status: 204, error: null },
      ]),
    );
    const [message] = receiver.received;
    expect(JSON.parse(message?.body ?? '')).toEqual({
      event: 'webhook.test',
      id: asked.json.event_id,
      timestamp: '2026-06-21T10:00:00.000Z',
      data: { message: 'A test of this webhook.' },
    });
    expect(message?.headers['x-dynamo-signature']).toBe(
      `sha256=${createHmac('sha256', SECRET)
        .update(message?.body ?? '')
        .digest('hex')}`,
    );
  });

  it('that fail are tried again, and can be sent once more', async () => {
    const api = await startDelivering();
    let status = 500;
    const receiver = await startReceiver((response) => response.writeHead(status).end());
    const { json: endpoint } = await api.request<Endpoint>(PATH, {
      body: { ...BODY, url: receiver.url, secret: SECRET },
    });
    const data = { session_id: 'sess_1' };
    await api.store.record({ events: [{ id: 'evt_1', type: 'session.ended', atMs: api.clock.now(), data }] });
    await api.clock.advance(1000);
    await vi.waitFor(async () =>
      expect(await deliveriesOf(api, endpoint.id)).toMatchObject([
        {
          status: 'pending',
          attempts: 1,
          response_status: 500,
          error: 'The receiver answered 500.',
          next_attempt_at: expect.any(String),
        },
      ]),
    );
    status = 200;
    await api.clock.advance(60_000);
    await vi.waitFor(async () =>
      expect(await deliveriesOf(api, endpoint.id)).toMatchObject([{ status: 'delivered', attempts: 2 }]),
    );
    const [first] = await deliveriesOf(api, endpoint.id);
    const again = await api.request<Delivery>(`/api/v1/webhooks/deliveries/${first?.id}/redeliver`, {
      method: 'POST',
    });
    expect(again.status).toBe(202);
    await api.clock.advance(2000);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(3));
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('of what does not exist are not found', async () => {
    const api = await startApi();
    for (const [path, method] of [
      [`${PATH}/whe_none/test`, 'POST'],
      [`${PATH}/whe_none/deliveries`, 'GET'],
      ['/api/v1/webhooks/deliveries/whd_none/redeliver', 'POST'],
    ] as const) {
      expect((await api.request(path, { method })).status, path).toBe(404);
    }
  });
});
