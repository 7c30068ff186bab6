import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/devices/http.js';
import { createPoweropti, type PoweroptiOptions } from '../../../src/devices/poweropti/device.js';
import { createManualClock } from '../../support/manual-clock.js';
import { deviceErrorIn, deviceErrorOf } from '../support/device-errors.js';
import { closedHost, startFixedServer, startHttpServer, startTcpServer } from '../support/http-server.js';

const KEY = '1097bd725557';
const GOOD = '{"timestamp":1757053304,"values":[{"obis":"1.7.0","value":228}]}';
const BAD = '{"timestamp":1757053304,"values":[{"obis":"1.7.0","value":"228"}]}';

function setUp(options: Partial<PoweroptiOptions> & { host: string }) {
  const clock = createManualClock();
  const problems: string[] = [];
  const device = createPoweropti(
    { id: 'meter', apiKey: KEY, intervalMs: 2000, timeoutMs: 5000, ...options },
    { http: createHttp(), clock, onProblem: (message) => problems.push(message) },
  );
  const { signal } = new AbortController();
  return { device, clock, problems, poll: () => device.poll(signal) };
}

describe('createPoweropti', () => {
  it('asks /value with the key and gives a reading', async () => {
    const server = await startFixedServer(200, GOOD);
    const { device, clock, poll } = setUp(server);
    expect(await poll()).toEqual({
      values: new Map([['1.7.0', 228]]),
      measuredAtMs: 1757053304000,
      receivedAtMs: clock.now(),
      asked: 'all',
    });
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/value', headers: { 'x-api-key': KEY } });
    expect(device).toMatchObject({
      id: 'meter',
      kind: 'poweropti',
      pollIntervalMs: 2000,
      identity: { manufacturer: 'powerfox', model: 'poweropti' },
    });
    expect(device.writer).toBeUndefined();
    expect(device.datapoint('1.7.0')?.unit).toBe('W');
    expect(device.datapoint('99.9.9')).toBeUndefined();
  });

  it.each([
    [null, 'null'],
    ['null', 'null'],
    ['abcdefghij0123456789', 'abcdefghij0123456789'],
  ])('sends the key %j as %s', async (apiKey, sent) => {
    const server = await startFixedServer(200, GOOD);
    await setUp({ host: `http://${server.host}`, apiKey }).poll();
    expect(server.requests[0]?.headers['x-api-key']).toBe(sent);
  });

  it.each([
    [401, 'unauthorized', ['key is wrong', 'local interface is not enabled', 'PRO Service', 'HTTP 401']],
    [404, 'not_found', ['no /value', 'another device', 'HTTP 404']],
    [500, 'device_failure', ['internal error', 'HTTP 500']],
    [503, 'device_failure', ['internal error', 'HTTP 503']],
    [302, 'invalid_response', ['unexpected status HTTP 302']],
    [429, 'invalid_response', ['unexpected status HTTP 429']],
    [204, 'invalid_response', ['unexpected status HTTP 204']],
  ])('explains HTTP %i', async (status, code, words) => {
    const { host } = await startHttpServer((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    const error = await deviceErrorOf(setUp({ host }).poll());
    expect(error).toMatchObject({ code, context: { status } });
    for (const word of [host, ...words]) expect(error.message).toContain(word);
    expect(inspect(error, { depth: 20 })).not.toContain(KEY);
  });

  it('explains that nobody answers, a slow device, and a connection that is lost', async () => {
    const unreachable = await deviceErrorOf(setUp({ host: await closedHost() }).poll());
    expect(unreachable.code).toBe('unreachable');
    const slow = await startTcpServer(() => {});
    expect((await deviceErrorOf(setUp({ host: slow, timeoutMs: 50 }).poll())).code).toBe('timeout');
    const reset = await startTcpServer((socket) => socket.resetAndDestroy());
    expect((await deviceErrorOf(setUp({ host: reset }).poll())).code).toBe('unreachable');
  });

  it('explains an answer that is cut off, in the middle of HTTP or of JSON', async () => {
    const http = await startTcpServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n${GOOD}`),
    );
    expect((await deviceErrorOf(setUp({ host: http }).poll())).message).toContain('cut off');
    const json = await startFixedServer(200, GOOD.slice(0, 30));
    const error = await deviceErrorOf(setUp(json).poll());
    expect(error).toMatchObject({ code: 'invalid_json', message: expect.stringContaining('cut off') });
  });

  it('reports a problem once, and again only after it was away', async () => {
    const bodies = [BAD, BAD, GOOD, BAD];
    const { host } = await startHttpServer((_request, response) => response.end(bodies.shift()));
    const { poll, problems } = setUp({ host });
    await poll();
    await poll();
    expect(problems).toEqual(['The value of 1.7.0 is a text, not a number, and is left out.']);
    await poll();
    await poll();
    expect(problems).toHaveLength(2);
  });

  it('advises on a meter that does not send its power', () => {
    const { device } = setUp({ host: 'poweropti' });
    expect(device.advice(new Map([['1.8.0', 1]])).join()).toContain('1.7.0');
  });

  it('says at once when the address is none', () => {
    expect(deviceErrorIn(() => setUp({ host: 'not an address' })).message).toContain('is not an address');
  });
});
