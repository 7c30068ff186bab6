import { describe, expect, it, onTestFinished } from 'vitest';
import { newSecret } from '../../src/api/secrets.js';
import { PAGE_HEADER } from '../../src/api/session-cookie.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { StoreError } from '../../src/ledger/store/store-error.js';
import { startApi, type TestApi } from '../support/api.js';
import { createHeldStore } from '../support/held-store.js';

const PATH = '/api/v1/org/api-keys';

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

/** Sends these headers and nothing else. */
async function statusWith(api: TestApi, headers: Readonly<Record<string, string>>): Promise<number> {
  return (await api.request(PATH, { key: null, headers })).status;
}

describe('a key', () => {
  it('is taken from Authorization: Bearer, in any case, or from X-API-Key', async () => {
    const api = await startApi();
    expect(await statusWith(api, { authorization: `Bearer ${api.ownerKey}` })).toBe(200);
    expect(await statusWith(api, { authorization: `bearer  ${api.ownerKey} ` })).toBe(200);
    expect(await statusWith(api, { 'x-api-key': api.ownerKey })).toBe(200);
  });

  it('may come in both headers if it is the same', async () => {
    const api = await startApi();
    const other = await api.makeKey(['write:api_keys']);
    const bearer = { authorization: `Bearer ${api.ownerKey}` };
    expect(await statusWith(api, { ...bearer, 'x-api-key': api.ownerKey })).toBe(200);
    const { status, json } = await api.request<Refused>(PATH, { headers: { 'x-api-key': other } });
    expect([status, json.error.message]).toEqual([401, 'The request carries two different API keys.']);
    expect(await statusWith(api, { authorization: 'Basic eDp5', 'x-api-key': api.ownerKey })).toBe(401);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['nothing', {}],
    ['an empty key', { 'x-api-key': '' }],
    ['an empty Bearer', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
    ['something else', { 'x-api-key': 'secret' }],
    ['an unknown key', { 'x-api-key': newSecret() }],
    ['a key with blanks', { authorization: `Bearer ${newSecret()} x` }],
  ])('is not %s', async (_what, headers) => {
    const api = await startApi();
    const answer = await api.request<Refused>(PATH, { key: null, headers });
    expect([answer.status, answer.json.error.code]).toEqual([401, 'unauthorized']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="wattbridge"');
  });

  it.each(['api_key', 'key', 'token', 'access_token'])('in the query as %s does not count', async (name) => {
    const api = await startApi();
    const { status } = await api.request(`${PATH}?${name}=${api.ownerKey}`, { key: null });
    expect(status).toBe(401);
    expect(JSON.stringify(api.log.entries)).not.toContain(api.ownerKey);
  });

  it('that has expired is void', async () => {
    const api = await startApi();
    const key = await api.makeKey(['write:api_keys'], { expiresAtMs: api.clock.now() + 1000 });
    expect((await api.request(PATH, { key })).status).toBe(200);
    await api.clock.advance(1000);
    expect((await api.request(PATH, { key })).status).toBe(401);
  });

  it('that another process revoked is void', async () => {
    const api = await startApi();
    const key = await api.makeKey(['write:api_keys'], { name: 'x' });
    const row = (await api.store.apiKeys.list()).find(({ name }) => name === 'x');
    await api.store.apiKeys.remove(row?.id ?? '');
    expect((await api.request(PATH, { key })).status).toBe(401);
  });
});

describe('a request under way', () => {
  async function underWay() {
    const { store, hold, entered, release } = await createHeldStore();
    const api = await startApi({ store });
    const key = await api.makeKey(['write:api_keys'], { name: 'x' });
    const row = (await store.apiKeys.list()).find(({ name }) => name === 'x');
    hold();
    const answer = api.request<Refused>(PATH, { key });
    await entered;
    return { api, answer, release, id: row?.id ?? '' };
  }

  it('fails at once when its key is revoked', async () => {
    const { api, answer, release, id } = await underWay();
    expect((await api.request(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(204);
    const { status, json } = await answer;
    expect([status, json.error.code]).toEqual([401, 'unauthorized']);
    release();
    expect((await api.request(PATH)).status).toBe(200);
    expect(api.log.messages('error')).toEqual([]);
  });

  it('fails when another process revoked its key', async () => {
    const { api, answer, release, id } = await underWay();
    await api.store.apiKeys.remove(id);
    release();
    const { status, json } = await answer;
    expect([status, json.error.code]).toEqual([401, 'unauthorized']);
  });

  it('with another key goes on', async () => {
    const { api, answer, release } = await underWay();
    await api.makeKey(['read:billing'], { name: 'other' });
    const other = await api.request<{ id: string }>(PATH, { body: { name: 'y', scopes: ['read:billing'] } });
    await api.request(`${PATH}/${other.json.id}`, { method: 'DELETE' });
    release();
    expect((await answer).status).toBe(200);
  });

  it('that is a stream ends', async () => {
    const api = await startApi();
    const made = { name: 'x', scopes: ['read:charge_points'] };
    const { json } = await api.request<{ id: string; key: string }>(PATH, { body: made });
    const stream = await fetch(new URL('/api/v1/live', api.url), { headers: { 'x-api-key': json.key } });
    expect(stream.status).toBe(200);
    await api.request(`${PATH}/${json.id}`, { method: 'DELETE' });
    await expect(stream.text()).rejects.toThrow();
  });
});

it('a key works when its last use cannot be noted', async () => {
  const store = await createSqliteStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  const touch = () => Promise.reject(new StoreError('store_failed', 'disk is full'));
  const api = await startApi({ store: { ...store, apiKeys: { ...store.apiKeys, touch } } });
  expect((await api.request(PATH)).status).toBe(200);
  expect(api.log.messages('warn')).toEqual(['The last use of a key could not be noted']);
});

describe('the cookie of the page', () => {
  const cookie = (key: string) => ({ cookie: `other=1; wattbridge_key=${key}` });

  it('carries a key for reading', async () => {
    const api = await startApi();
    expect(await statusWith(api, cookie(api.ownerKey))).toBe(200);
    expect(await statusWith(api, cookie(newSecret()))).toBe(401);
  });

  it('counts for changes only with a header that other sites cannot send', async () => {
    const api = await startApi();
    const body = { name: 'x', scopes: ['read:billing'] };
    const send = (headers: Readonly<Record<string, string>>) =>
      api.request(PATH, { key: null, body, headers: { ...cookie(api.ownerKey), ...headers } });
    expect((await send({})).status).toBe(401);
    expect((await send({ [PAGE_HEADER]: '1' })).status).toBe(201);
  });

  it('gives way to a header', async () => {
    const api = await startApi();
    expect(await statusWith(api, { ...cookie(api.ownerKey), 'x-api-key': newSecret() })).toBe(401);
  });
});

describe('rate limits', () => {
  it('hold for each key, and tell when to come back', async () => {
    const api = await startApi({ options: { rateLimitPerMinute: 3 } });
    const other = await api.makeKey(['write:api_keys']);
    for (let n = 0; n < 3; n++) expect((await api.request(PATH)).status).toBe(200);
    const { status, json, headers } = await api.request<Refused>(PATH);
    expect([status, json.error.code, headers.get('retry-after')]).toEqual([429, 'rate_limited', '20']);
    expect((await api.request(PATH, { key: other })).status).toBe(200);
    await api.clock.advance(20_000);
    expect((await api.request(PATH)).status).toBe(200);
  });

  it('slow down an address that guesses, and nobody with a key there', async () => {
    const api = await startApi({ options: { rateLimitPerMinute: 3 } });
    const guess = () => api.request<Refused>(PATH, { key: newSecret() });
    expect((await guess()).status).toBe(401);
    expect((await api.request('/nothing/here', { key: null })).status).toBe(404);
    expect((await api.request(PATH, { key: null, method: 'PUT' })).status).toBe(405);
    const { status, headers } = await guess();
    expect([status, headers.get('retry-after')]).toEqual([429, '20']);
    expect((await api.request(PATH)).status).toBe(200);
    expect((await api.request('/health', { key: null })).status).toBe(200);
    await api.clock.advance(20_000);
    expect((await guess()).status).toBe(401);
  });
});
