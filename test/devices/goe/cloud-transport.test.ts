import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createCloudTransport } from '../../../src/devices/goe/cloud-transport.js';
import { createHttp } from '../../../src/devices/http.js';
import type { HttpPort } from '../../../src/devices/http-port.js';
import { deviceErrorIn, deviceErrorOf } from '../support/device-errors.js';
import { startFixedServer } from '../support/http-server.js';

const { signal } = new AbortController();
const TOKEN = 'sesame-open';

async function answering(status: number, body: string) {
  const server = await startFixedServer(status, body);
  const address = { serial: '123456', token: TOKEN, timeoutMs: 5000, baseUrl: `http://${server.host}` };
  return { ...server, transport: createCloudTransport(address, createHttp()) };
}

describe('createCloudTransport', () => {
  it('asks with the token', async () => {
    const { transport, requests } = await answering(200, '{"amp":16}');
    expect([...(await transport.status(['amp', 'car'], signal))]).toEqual([['amp', 16]]);
    expect(requests[0]).toMatchObject({
      url: '/api/status?filter=amp,car',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
  });

  it('finds the address by the serial number', async () => {
    const asked: string[] = [];
    const http: HttpPort = {
      async get(url) {
        asked.push(url.href);
        return { status: 200, headers: {}, body: '{}' };
      },
    };
    await createCloudTransport({ serial: '123456', token: TOKEN, timeoutMs: 1 }, http).status('all', signal);
    expect(asked).toEqual(['https://123456.api.v3.go-e.io/api/status']);
  });

  it.each([
    [401, '', 'unauthorized', 'refuses the token', false],
    [403, '', 'offline', 'it is offline, or its cloud API is not enabled', true],
    [404, '', 'not_found', 'has no data', false],
    [429, '', 'device_failure', 'asked too often', true],
    [502, 'Bad gateway', 'device_failure', 'HTTP 502: Bad gateway', true],
    [418, '<html>', 'invalid_response', 'HTTP 418', true],
    [200, '[]', 'invalid_response', 'the go-e cloud', true],
  ])('explains HTTP %i', async (status, body, code, words, retryable) => {
    const { transport } = await answering(status, body);
    for (const request of [transport.status(['amp'], signal), transport.set(new Map([['amp', 6]]), signal)]) {
      const error = await deviceErrorOf(request);
      expect(error.code).toBe(code);
      expect(error.retryable).toBe(retryable);
      expect(inspect(error, { depth: 20 })).not.toContain(TOKEN);
    }
    expect((await deviceErrorOf(transport.status(['amp'], signal))).message).toContain(words);
  });

  it.each([
    ['accepted without guarantee', 202, '', { ok: true }],
    ['accepted, with a word on the key', 202, '{"amp":"no"}', { ok: false, reason: 'no' }],
    ['all rejected', 422, '{"amp":"out of range"}', { ok: false, reason: 'out of range' }],
    ['all rejected, in one sentence', 422, 'nothing  applied', { ok: false, reason: 'nothing applied' }],
    ['all rejected without a word', 422, '', { ok: false, reason: 'the cloud rejected it' }],
  ])('takes a write that is %s', async (_words, status, body, answer) => {
    const { transport } = await answering(status, body);
    expect([...(await transport.set(new Map([['amp', 6]]), signal))]).toEqual([['amp', answer]]);
  });

  it('says at once when the address is none', () => {
    const address = { serial: 'a b', token: TOKEN, timeoutMs: 1 };
    expect(deviceErrorIn(() => createCloudTransport(address, createHttp())).message).toContain(
      'not an address',
    );
  });
});
