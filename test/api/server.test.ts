import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type ApiServerOptions, createApiServer } from '../../src/api/server.js';
import { ServerError } from '../../src/api/server-error.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { StoreError } from '../../src/ledger/store/store-error.js';
import { startApi, TEST_OPTIONS, testPorts } from '../support/api.js';
import { createAuthority } from '../support/certificates.js';
import { createHeldStore } from '../support/held-store.js';
import { temporaryDirectory } from '../support/mosquitto.js';

const PATH = '/api/v1/org/api-keys';

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

describe('refusals of the server itself', () => {
  const json = { 'content-type': 'application/json' };
  it.each<[string, string, object, number, string]>([
    ['an unknown path', '/api/v1/nothing', {}, 404, 'not_found'],
    ['the root of the API', '/api/v1/', {}, 404, 'not_found'],
    ['another case', '/API/v1/org/api-keys', {}, 404, 'not_found'],
    ['another method', PATH, { method: 'PUT', body: {} }, 405, 'method_not_allowed'],
    ['OPTIONS', PATH, { method: 'OPTIONS' }, 405, 'method_not_allowed'],
    ['a text', PATH, { body: 'x', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
    [
      'a form',
      PATH,
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported_media_type',
    ],
    ['65 KiB', PATH, { body: JSON.stringify('x'.repeat(65_536)) }, 413, 'payload_too_large'],
    ['an empty JSON body', PATH, { method: 'POST', headers: json }, 400, 'invalid_request'],
    ['half a JSON body', PATH, { body: '{"name":' }, 400, 'invalid_request'],
    ['a broken escape', `${PATH}/%zz`, { method: 'DELETE' }, 400, 'invalid_request'],
    ['a long id', `${PATH}/${'x'.repeat(101)}`, { method: 'DELETE' }, 404, 'not_found'],
  ])('%s is answered in the one form', async (_what, path, request, status, code) => {
    const api = await startApi();
    const answer = await api.request<Refused>(path, request);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('405 lists the methods that there are', async () => {
    const api = await startApi();
    const { headers } = await api.request(PATH, { method: 'PUT' });
    expect(headers.get('allow')).toBe('GET, HEAD, POST');
    expect((await api.request(`${PATH}/x`)).headers.get('allow')).toBe('DELETE');
  });

  it('a broken URL is not repeated, because it may hold a key', async () => {
    const api = await startApi();
    const { text: body } = await api.request(`${PATH}/%zz?api_key=${api.ownerKey}`);
    expect(body + JSON.stringify(api.log.entries)).not.toContain(api.ownerKey);
  });

  it.each([
    ['GARBAGE\r\n\r\n', '400 Bad Request'],
    [
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
    ],
  ])('what is no request at all gets the form too', async (bytes, statusLine) => {
    const api = await startApi();
    const socket = connect(Number(api.url.port), api.url.hostname);
    socket.write(bytes);
    const answer = await text(socket);
    expect(answer).toContain(`HTTP/1.1 ${statusLine}`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      error: { code: 'invalid_request', message: expect.any(String) },
    });
  });
});

describe('errors behind a route', () => {
  async function failing(error: Error) {
    const store = await createSqliteStore({ file: ':memory:' });
    const list = () => Promise.reject(error);
    return startApi({ store: { ...store, apiKeys: { ...store.apiKeys, list } } });
  }

  it('that are defects are a 500 whose details stay in the log', async () => {
    const api = await failing(new TypeError('x.secret is undefined'));
    const { status, json, text: body } = await api.request<Refused>(PATH);
    expect([status, json.error.code]).toEqual([500, 'internal']);
    expect(body).not.toContain('undefined');
    const [line] = api.log.entries.filter(({ level }) => level === 'error');
    expect(line?.facts).toMatchObject({ method: 'GET', route: PATH, err: expect.any(TypeError) });
  });

  it('of the database are a 503', async () => {
    const api = await failing(new StoreError('store_failed', 'disk is full'));
    const { status, json } = await api.request<Refused>(PATH);
    expect([status, json.error.code]).toEqual([503, 'unavailable']);
    expect(api.log.messages('warn')).toEqual(['A request could not be served']);
  });
});

describe('headers', () => {
  it.each(['/health', PATH, '/nothing', '/openapi.json', '/metrics', '/%zz'])(
    'of %s forbid what data does not need',
    async (path) => {
      const api = await startApi();
      const { headers } = await api.request(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers.get('server')).toBeNull();
    },
  );

  it('answer HEAD like GET, without a body', async () => {
    const api = await startApi();
    const { status, text: body } = await api.request(PATH, { method: 'HEAD' });
    expect([status, body]).toEqual([200, '']);
    expect((await api.request(PATH, { method: 'HEAD', key: null })).status).toBe(401);
  });
});

describe('other origins', () => {
  const origin = 'https://dashboard.example';

  it('may not call unless they are configured', async () => {
    const api = await startApi();
    const { headers } = await api.request(PATH, { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('that are configured may, others not', async () => {
    const api = await startApi({ options: { corsOrigins: [origin] } });
    const preflight = (from: string) =>
      api.request(PATH, {
        method: 'OPTIONS',
        key: null,
        headers: { origin: from, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight(origin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('X-API-Key');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const { headers } = await api.request(PATH, { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  });
});

describe('beside the files of a page', () => {
  async function startWithPage() {
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'index.html'), '<title>wattbridge</title>');
    return startApi({ options: { pageFolder: folder } });
  }

  it('the page needs no key', async () => {
    const api = await startWithPage();
    const { status, text: body, headers } = await api.request('/', { key: null });
    expect([status, body]).toEqual([200, '<title>wattbridge</title>']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each<[string, string, number]>([
    ['/nothing.js', 'GET', 404],
    ['//docs', 'GET', 404],
    ['/..%2f..%2fpackage.json', 'GET', 404],
    ['/%2e%2e/package.json', 'GET', 404],
    ['/.env', 'GET', 404],
    ['/', 'POST', 404],
    ['/api/v1/nothing', 'GET', 404],
    [PATH, 'PUT', 405],
    [`${PATH}/key_x`, 'GET', 405],
  ])('%s with %s is refused in the one form', async (path, method, status) => {
    const api = await startWithPage();
    const answer = await fetch(`${api.url.origin}${path}`, { method });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
    expect(api.log.messages('error')).toEqual([]);
  });
});

describe('start', () => {
  async function startWith(options: Partial<ApiServerOptions>): Promise<unknown> {
    const server = createApiServer({ ...TEST_OPTIONS, ...options }, await testPorts());
    return server.start().catch((error: unknown) => error);
  }

  it('says who has the port', async () => {
    const { url } = await startApi();
    const error = await startWith({ port: Number(url.port) });
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ code: 'port_in_use', message: expect.stringContaining(url.port) });
  });

  it('says that an address belongs to nobody here', async () => {
    expect(await startWith({ host: '203.0.113.1' })).toMatchObject({ code: 'address_not_available' });
  });

  it('says that a certificate cannot be used', async () => {
    const tls = { certFile: 'nowhere.crt', keyFile: 'nowhere.key' };
    expect(await startWith({ tls })).toMatchObject({
      code: 'invalid_tls',
      message: expect.stringContaining('nowhere.crt'),
    });
  });

  it('speaks HTTPS with a certificate', async () => {
    const { cert: ca, issue } = await createAuthority();
    const { certFile, keyFile } = await issue('localhost', 'IP:127.0.0.1');
    const api = await startApi({ options: { tls: { certFile, keyFile } } });
    expect(api.url.protocol).toBe('https:');
    const request = get(new URL('/health', api.url), { ca });
    const [answer] = await once(request, 'response');
    expect(JSON.parse(await text(answer))).toMatchObject({ status: 'ok' });
  });
});

describe('stop', () => {
  it('answers requests under way and takes no more', async () => {
    const { store, hold, entered, release } = await createHeldStore();
    const api = await startApi({ store });
    hold();
    const underWay = api.request(PATH);
    await entered;
    const stopped = api.stop();
    await expect(fetch(new URL('/health', api.url))).rejects.toThrow();
    release();
    expect((await underWay).status).toBe(200);
    await stopped;
  });

  it('does not wait for ever', async () => {
    const { store, hold, entered } = await createHeldStore();
    const api = await startApi({ store });
    hold();
    const underWay = api.request(PATH);
    const cut = expect(underWay).rejects.toThrow();
    await entered;
    const stopped = api.stop();
    await api.clock.advance(5_000);
    await stopped;
    await cut;
  });
});
