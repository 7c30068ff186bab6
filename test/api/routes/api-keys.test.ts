import { describe, expect, it } from 'vitest';
import { SECRET_PREFIX } from '../../../src/api/secrets.js';
import { SCOPES, type Scope } from '../../../src/ledger/api-key.js';
import { startApi, type TestApi } from '../../support/api.js';

/** Every row of the seed csms-api-keys.txt, through real HTTP. */

const PATH = '/api/v1/org/api-keys';
const NOW = '2026-06-21T10:00:00Z';
const DAY_MS = 86_400_000;

interface Listed {
  readonly keys: readonly {
    id: string;
    name: string;
    last_used_at: string | null;
    expires_at: string | null;
  }[];
  readonly total: number;
}
interface Created {
  readonly id: string;
  readonly key: string;
}
interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

async function create(api: TestApi, body: object): Promise<Created> {
  const { status, json } = await api.request<Created>(PATH, { body });
  expect(status).toBe(201);
  return json;
}

describe('GET /api/v1/org/api-keys', () => {
  it('lists keys with scopes and times, newest first, and never a secret', async () => {
    const api = await startApi();
    const { id, key } = await create(api, { name: 'Dashboard', scopes: ['read:billing', 'read:sessions'] });
    await api.clock.advance(60_000);
    const { status, json, text } = await api.request<Listed>(PATH);
    expect(status).toBe(200);
    expect(json).toEqual({
      keys: [
        {
          id,
          name: 'Dashboard',
          scopes: ['read:billing', 'read:sessions'],
          created_at: NOW,
          last_used_at: null,
          expires_at: null,
        },
        {
          id: expect.stringMatching(/^key_/),
          name: 'owner',
          scopes: [...SCOPES],
          created_at: NOW,
          last_used_at: '2026-06-21T10:01:00Z',
          expires_at: null,
        },
      ],
      total: 2,
    });
    expect(text).not.toContain(SECRET_PREFIX);
    expect(text).not.toContain(key.slice(SECRET_PREFIX.length, -6));
  });

  it('tells when a key was last used, written at most every 5 s', async () => {
    const api = await startApi();
    const { id, key } = await create(api, { name: 'Dashboard', scopes: ['write:api_keys'] });
    const lastUsed = async () => {
      const { json } = await api.request<Listed>(PATH);
      return json.keys.find((each) => each.id === id)?.last_used_at;
    };
    expect(await lastUsed()).toBeNull();
    await api.request(PATH, { key });
    expect(await lastUsed()).toBe(NOW);
    await api.clock.advance(4_999);
    await api.request(PATH, { key });
    expect(await lastUsed()).toBe(NOW);
    await api.clock.advance(1);
    await api.request(PATH, { key });
    expect(await lastUsed()).toBe('2026-06-21T10:00:05Z');
  });
});

describe('POST /api/v1/org/api-keys', () => {
  it('answers 201 with the secret, which works at once', async () => {
    const api = await startApi();
    const { status, json } = await api.request<Created>(PATH, {
      body: { name: '  CI Pipeline ', scopes: ['write:api_keys', 'read:billing', 'read:billing'] },
    });
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^key_[0-9a-z]{26}$/),
      name: 'CI Pipeline',
      key: expect.stringMatching(/^wbk_live_[0-9A-Za-z]{38}$/),
      scopes: ['read:billing', 'write:api_keys'],
      created_at: NOW,
      expires_at: null,
    });
    expect((await api.request(PATH, { key: json.key })).status).toBe(200);
  });

  it.each([1, 3650])('expires after %i days', async (days) => {
    const api = await startApi();
    const { key } = await create(api, { name: 'x', scopes: ['write:api_keys'], expires_in_days: days });
    await api.clock.advance(days * DAY_MS - 1);
    expect((await api.request(PATH, { key })).status).toBe(200);
    await api.clock.advance(1);
    expect((await api.request(PATH, { key })).status).toBe(401);
  });

  it('takes names of 1 to 128 characters and every scope', async () => {
    const api = await startApi();
    for (const name of ['x', 'ä'.repeat(128)]) await create(api, { name, scopes: [...SCOPES] });
  });

  const good = { name: 'x', scopes: ['read:billing'] };
  it.each<[string, unknown, string, RegExp]>([
    ['no name', { scopes: good.scopes }, 'invalid_request', /name: is missing/],
    ['an empty name', { ...good, name: '' }, 'invalid_request', /^name: /],
    ['a blank name', { ...good, name: ' \t ' }, 'invalid_request', /^name: /],
    ['a long name', { ...good, name: 'x'.repeat(129) }, 'invalid_request', /^name: /],
    ['a name with a control character', { ...good, name: 'a\u001b[2Jb' }, 'invalid_request', /control/],
    ['a number for a name', { ...good, name: 1 }, 'invalid_request', /^name: /],
    ['no scopes', { name: 'x' }, 'invalid_request', /scopes: is missing/],
    ['an empty list of scopes', { ...good, scopes: [] }, 'invalid_request', /^scopes: /],
    ['a text for scopes', { ...good, scopes: 'read:billing' }, 'invalid_request', /^scopes: /],
    ['an unknown scope', { ...good, scopes: ['read:billing', 'read:x'] }, 'invalid_scope', /"read:x"/],
    ['an upper-case scope', { ...good, scopes: ['READ:BILLING'] }, 'invalid_scope', /"READ:BILLING"/],
    ['0 days', { ...good, expires_in_days: 0 }, 'invalid_request', /^expires_in_days: /],
    ['3651 days', { ...good, expires_in_days: 3651 }, 'invalid_request', /^expires_in_days: /],
    ['half a day', { ...good, expires_in_days: 1.5 }, 'invalid_request', /^expires_in_days: /],
    ['days as text', { ...good, expires_in_days: '7' }, 'invalid_request', /^expires_in_days: /],
    ['days as null', { ...good, expires_in_days: null }, 'invalid_request', /^expires_in_days: /],
    ['an unknown member', { ...good, admin: true }, 'invalid_request', /"admin"/],
    ['a list', [good], 'invalid_request', /object/],
    ['a text', '"x"', 'invalid_request', /object/],
    ['malformed JSON', '{"name":', 'invalid_request', /JSON/],
    ['a prototype', '{"__proto__":{"x":1},"name":"x","scopes":["read:billing"]}', 'invalid_request', /JSON/],
  ])('refuses %s', async (_what, body, code, message) => {
    const api = await startApi();
    const { status, json } = await api.request<Refused>(PATH, { body });
    expect(status).toBe(400);
    expect(json.error).toEqual({ code, message: expect.stringMatching(message) });
    expect((await api.request<Listed>(PATH)).json.total).toBe(1);
  });

  it('refuses a name that is taken, after trimming', async () => {
    const api = await startApi();
    await create(api, { name: 'Dashboard', scopes: ['read:billing'] });
    const { status, json } = await api.request<Refused>(PATH, { body: { ...good, name: ' Dashboard ' } });
    expect([status, json.error.code]).toEqual([400, 'name_taken']);
  });

  it('gives a name away only once when several ask at the same time', async () => {
    const api = await startApi();
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.request(PATH, { body: good })));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 400),
    ]);
  });

  it('frees the name of a revoked key', async () => {
    const api = await startApi();
    const { id } = await create(api, good);
    await api.request(`${PATH}/${id}`, { method: 'DELETE' });
    await create(api, good);
  });

  it('grants no scope that the calling key lacks', async () => {
    const api = await startApi({ scopes: ['write:api_keys', 'read:billing'] });
    const { status, json } = await api.request<Refused>(PATH, {
      body: { name: 'x', scopes: ['read:billing', 'write:billing'] },
    });
    expect(status).toBe(403);
    expect(json.error).toEqual({ code: 'forbidden', message: expect.stringContaining('write:billing') });
    await create(api, good);
  });
});

describe('DELETE /api/v1/org/api-keys/{key_id}', () => {
  it('answers 204 without a body, and the key is void at once', async () => {
    const api = await startApi();
    const { id, key } = await create(api, { name: 'x', scopes: ['write:api_keys'] });
    expect((await api.request(PATH, { key })).status).toBe(200);
    const { status, text, headers } = await api.request(`${PATH}/${id}`, { method: 'DELETE' });
    expect([status, text, headers.get('content-type')]).toEqual([204, '', null]);
    expect((await api.request(PATH, { key })).status).toBe(401);
    expect((await api.request<Listed>(PATH)).json.keys.map((each) => each.id)).not.toContain(id);
  });

  it.each(['key_01kvmsyv80w4591mydh3s3ss2x', 'x', '..%2f..', '%00', 'key_1%27%20OR%201=1'])(
    'knows no key %s',
    async (id) => {
      const api = await startApi();
      const { status, json } = await api.request<Refused>(`${PATH}/${id}`, { method: 'DELETE' });
      expect([status, json.error.code]).toEqual([404, 'not_found']);
      expect((await api.request<Listed>(PATH)).json.total).toBe(1);
    },
  );

  it('answers 404 for a key that was revoked before', async () => {
    const api = await startApi();
    const { id } = await create(api, { name: 'x', scopes: ['read:billing'] });
    await api.request(`${PATH}/${id}`, { method: 'DELETE' });
    expect((await api.request(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('lets a key revoke itself', async () => {
    const api = await startApi();
    const { id, key } = await create(api, { name: 'x', scopes: ['write:api_keys'] });
    expect((await api.request(`${PATH}/${id}`, { method: 'DELETE', key })).status).toBe(204);
    expect((await api.request(PATH, { key })).status).toBe(401);
  });
});

describe('the scope write:api_keys', () => {
  const others = SCOPES.filter((scope) => scope !== 'write:api_keys');
  it.each<[string, string, object | undefined]>([
    ['GET', PATH, undefined],
    ['POST', PATH, { name: 'x', scopes: ['read:billing'] }],
    ['DELETE', `${PATH}/key_x`, undefined],
  ])('is needed for %s %s', async (method, path, body) => {
    const api = await startApi({ scopes: others });
    const { status, json } = await api.request<Refused>(path, { method, body });
    expect([status, json.error.code]).toEqual([403, 'forbidden']);
    expect(json.error.message).toContain('write:api_keys' satisfies Scope);
  });
});
