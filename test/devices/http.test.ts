import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/devices/http.js';
import type { HttpOptions } from '../../src/devices/http-port.js';
import { deviceErrorOf } from './support/device-errors.js';
import { closedHost, startFixedServer, startHttpServer, startTcpServer } from './support/http-server.js';

function get(host: string, options: Partial<HttpOptions> = {}, path = '/value') {
  const { signal } = new AbortController();
  return createHttp().get(new URL(path, `http://${host}`), { timeoutMs: 5_000, signal, ...options });
}

describe('createHttp', () => {
  it('sends the headers and gives status, headers and body', async () => {
    const server = await startHttpServer((request, response) => {
      response.writeHead(200, { 'X-Firmware': '1' }).end(`${request.method} ${request.url} ÄÖ`);
    });
    const answer = await get(server.host, { headers: { 'X-API-KEY': 'null' } }, '/value?a=%22x%22');
    expect(answer).toMatchObject({
      status: 200,
      body: 'GET /value?a=%22x%22 ÄÖ',
      headers: { 'x-firmware': '1' },
    });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-api-key': 'null', connection: 'close' });
  });

  it('joins characters that are split between two packets', async () => {
    const [first, second] = [Buffer.from('Ü').subarray(0, 1), Buffer.from('Ü').subarray(1)];
    const server = await startHttpServer((_request, response) => {
      response.write(first, () => response.end(second));
    });
    expect((await get(server.host)).body).toBe('Ü');
  });

  it.each([204, 400, 401, 404, 422, 500, 503])(
    'gives status %i as an answer, asked for once',
    async (status) => {
      const server = await startFixedServer(status, status === 204 ? '' : 'words');
      expect(await get(server.host)).toMatchObject({ status, body: status === 204 ? '' : 'words' });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('does not follow a redirect', async () => {
    const server = await startHttpServer((_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await get(server.host)).status).toBe(302);
    expect(server.requests.map((request) => request.url)).toEqual(['/value']);
  });

  it('says when nobody listens', async () => {
    const error = await deviceErrorOf(get(await closedHost()));
    expect(error).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('refuses the connection'),
    });
  });

  it('says when the connection is reset before an answer', async () => {
    const host = await startTcpServer((socket) => socket.resetAndDestroy());
    const error = await deviceErrorOf(get(host));
    expect(error).toMatchObject({
      code: 'unreachable',
      message: `${host} closed the connection before it answered.`,
    });
  });

  it('says when the device takes too long to answer', async () => {
    const host = await startTcpServer(() => {});
    const error = await deviceErrorOf(get(host, { timeoutMs: 50 }));
    expect(error).toMatchObject({ code: 'timeout', message: `${host} did not answer within 0.05 s.` });
  });

  it('says when the device never comes to the end of its answer', async () => {
    const server = await startHttpServer((_request, response) => response.write('{"a":'));
    expect((await deviceErrorOf(get(server.host, { timeoutMs: 50 }))).code).toBe('timeout');
  });

  it.each([
    ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n'],
  ])('says when an answer %s is cut off', async (_form, bytes) => {
    const host = await startTcpServer((socket) => socket.end(bytes));
    const error = await deviceErrorOf(get(host));
    expect(error).toMatchObject({ code: 'unreachable', message: `The answer of ${host} was cut off.` });
  });

  it('says when something else than HTTP answers', async () => {
    const host = await startTcpServer((socket) => socket.end('SSH-2.0-dropbear\r\n'));
    const error = await deviceErrorOf(get(host));
    expect(error).toMatchObject({
      code: 'invalid_response',
      message: expect.stringContaining('not in HTTP'),
    });
  });

  it('refuses a body that is too large, and takes one that just fits', async () => {
    const server = await startFixedServer(200, 'x'.repeat(1000));
    expect((await get(server.host, { maxBytes: 1000 })).body).toHaveLength(1000);
    const error = await deviceErrorOf(get(server.host, { maxBytes: 999 }));
    expect(error).toMatchObject({
      code: 'invalid_response',
      message: expect.stringContaining('larger than 999'),
    });
  });

  it('gives up when it is told to, before and during the request', async () => {
    const during = new AbortController();
    const host = await startTcpServer(() => during.abort());
    const error = await deviceErrorOf(get(host, { signal: during.signal }));
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('given up') });
    const before = await deviceErrorOf(get(host, { signal: AbortSignal.abort() }));
    expect(before.code).toBe('unreachable');
  });

  it('lets go of the signal after every request, also a failed one', async () => {
    const { signal } = new AbortController();
    const server = await startFixedServer(200, 'x'.repeat(100));
    await get(server.host, { signal });
    await deviceErrorOf(get(server.host, { signal, maxBytes: 10 }));
    await deviceErrorOf(get(await closedHost(), { signal }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('quotes neither keys nor the query, not even deep in the cause', async () => {
    const secret = 'sesame-open';
    const hosts = [await closedHost(), await startTcpServer((socket) => socket.resetAndDestroy())];
    for (const host of hosts) {
      const error = await deviceErrorOf(
        get(host, { headers: { 'X-API-KEY': secret } }, `/api/set?k=${secret}`),
      );
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret);
      expect(error.cause).toBeInstanceOf(Error);
    }
  });
});
