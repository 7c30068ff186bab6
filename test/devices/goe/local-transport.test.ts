import { describe, expect, it } from 'vitest';
import { createLocalTransport } from '../../../src/devices/goe/local-transport.js';
import { createHttp } from '../../../src/devices/http.js';
import type { JsonValue } from '../../../src/json.js';
import { deviceErrorIn, deviceErrorOf } from '../support/device-errors.js';
import { closedHost, startFixedServer, startTcpServer } from '../support/http-server.js';

const { signal } = new AbortController();

const transportTo = (host: string, timeoutMs = 5000) =>
  createLocalTransport({ host, timeoutMs }, createHttp());
const wish = (values: Record<string, JsonValue>) => new Map(Object.entries(values));

async function answering(status: number, body: string) {
  const server = await startFixedServer(status, body);
  return { ...server, transport: transportTo(server.host) };
}

describe('createLocalTransport: status', () => {
  it('asks for some keys in one list', async () => {
    const { transport, requests } = await answering(200, '{"amp":16,"car":null}');
    expect(await transport.status(['amp', 'car', 'a&b'], signal)).toEqual(wish({ amp: 16, car: null }));
    expect(requests[0]?.url).toBe('/api/status?filter=amp,car,a%26b');
    expect(requests[0]?.headers.connection).toBe('close');
  });

  it('asks for everything without a filter', async () => {
    const { transport, requests } = await answering(200, '{"amp":16}');
    await transport.status('all', signal);
    expect(requests[0]?.url).toBe('/api/status');
  });

  it('takes the keys that are there from an HTTP 400', async () => {
    const { transport } = await answering(400, '{"amp":16}');
    expect(await transport.status(['amp', 'psm'], signal)).toEqual(wish({ amp: 16 }));
    expect(await transport.status('all', signal)).toEqual(wish({ amp: 16 }));
  });

  it.each([
    ['a text', 'bad request'],
    ['the words of an error', '{"error":"bad request"}'],
    ['JSON that is cut off', '{"amp":16,'],
  ])('is not content with HTTP 400 and %s', async (_form, body) => {
    const { transport } = await answering(400, body);
    const error = await deviceErrorOf(transport.status(['amp'], signal));
    expect(error).toMatchObject({ code: 'invalid_response', message: expect.stringContaining('HTTP 400') });
  });

  it.each([
    [404, 'Nothing matches the given URI', 'not_found', 'Allow "HTTP API v2"', false],
    [401, '', 'unauthorized', 'Switch off the password', false],
    [403, '', 'unauthorized', 'Switch off the password', false],
    [500, 'out of memory', 'device_failure', '(HTTP 500): out of memory', true],
    [503, '<html>busy</html>', 'device_failure', '(HTTP 503)', true],
    [500, "couldn't take api lock", 'device_failure', 'is busy', true],
    [302, '', 'invalid_response', 'unexpected status HTTP 302', true],
    [200, '[]', 'invalid_response', 'not an object', true],
    [200, '{"amp":', 'invalid_json', 'cut off', true],
    [200, 'OK', 'invalid_json', 'not JSON', true],
  ])('explains HTTP %i with %j', async (status, body, code, words, retryable) => {
    const { transport, host } = await answering(status, body);
    const error = await deviceErrorOf(transport.status(['amp'], signal));
    expect(error).toMatchObject({ code, retryable });
    expect(error.message).toContain(words);
    expect(error.message).toContain(`charger at ${host}`);
    expect(error.message).not.toContain('<');
  });

  it('explains a charger that is away, slow, or resets the connection', async () => {
    const away = transportTo(await closedHost());
    expect((await deviceErrorOf(away.status('all', signal))).code).toBe('unreachable');
    const slow = transportTo(await startTcpServer(() => {}), 50);
    expect((await deviceErrorOf(slow.status('all', signal))).code).toBe('timeout');
    const resetting = transportTo(await startTcpServer((socket) => socket.resetAndDestroy()));
    expect((await deviceErrorOf(resetting.status('all', signal))).code).toBe('unreachable');
  });

  it('says at once when the address is none', () => {
    expect(deviceErrorIn(() => transportTo('a b')).message).toContain('is not an address');
  });
});

describe('createLocalTransport: set', () => {
  it('writes JSON, in order, so that texts carry their quotes', async () => {
    const { transport, requests } = await answering(
      200,
      '{"frc":true,"amp":true,"fna":true,"dwo":true,"ids":true}',
    );
    const values = wish({ frc: 2, amp: 10, fna: "Bob's + Zoë & Co", dwo: null, ids: { pGrid: -1500.5 } });
    const answers = await transport.set(values, signal);
    expect([...answers]).toEqual(['frc', 'amp', 'fna', 'dwo', 'ids'].map((key) => [key, { ok: true }]));
    const url = requests[0]?.url ?? '';
    expect(url).toMatch(/^\/api\/set\?frc=2&amp=10&fna=%22/);
    const sent = [...new URL(url, 'http://charger').searchParams];
    expect(new Map(sent.map(([key, text]) => [key, JSON.parse(text) as JsonValue]))).toEqual(values);
  });

  it.each([500, 400, 200])('gives the word on each key from HTTP %i', async (status) => {
    const { transport } = await answering(status, '{"amp":"value out of range","frc":true}');
    expect(Object.fromEntries(await transport.set(wish({ amp: 5, frc: 1 }), signal))).toEqual({
      amp: { ok: false, reason: 'value out of range' },
      frc: { ok: true },
    });
  });

  it.each([
    [500, "couldn't take api lock", 'device_failure', "couldn't take api lock", true],
    [500, '{"amp":"couldn\'t take api lock"}', 'device_failure', "couldn't take api lock", true],
    [500, 'no', 'device_failure', '(HTTP 500): no', true],
    [404, 'Nothing matches the given URI', 'not_found', 'Allow "HTTP API v2"', false],
    [200, '{}', 'invalid_response', 'without a word', true],
    [200, 'OK', 'invalid_response', 'without a word', true],
  ])('explains HTTP %i with %j', async (status, body, code, words, retryable) => {
    const { transport } = await answering(status, body);
    const error = await deviceErrorOf(transport.set(wish({ amp: 16 }), signal));
    expect(error).toMatchObject({ code, retryable, message: expect.stringContaining(words) });
  });
});
