import { describe, expect, it, onTestFinished } from 'vitest';
import type { LiveDevice } from '../../../src/api/api.js';
import { type ApiSetup, startApi, type TestApi } from '../../support/api.js';

const PATH = '/api/v1/live';
const METER: LiveDevice = {
  online: true,
  values: { '1.7.0': -800 },
  receivedAtMs: Date.UTC(2026, 5, 21, 10),
};

interface Stream {
  /** The next event or comment; undefined when the stream has ended. */
  next(): Promise<string | undefined>;
  close(): void;
}

async function follow(api: TestApi, key = api.ownerKey): Promise<Stream> {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const answer = await fetch(new URL(PATH, api.url), {
    headers: { authorization: `Bearer ${key}` },
    signal: closing.signal,
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const chunks = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const event = text.slice(0, end);
          text = text.slice(end + 2);
          return event;
        }
        const chunk = await chunks?.read();
        if (chunk?.value === undefined) return undefined;
        text += chunk.value;
      }
    },
    close: () => closing.abort(),
  };
}

const eventOf = (id: string, device: LiveDevice): string =>
  `event: device\ndata: ${JSON.stringify({
    id,
    online: device.online,
    received_at: '2026-06-21T10:00:00Z',
    values: device.values,
  })}`;

async function start(setup: ApiSetup = {}) {
  const devices = new Map<string, LiveDevice>([['meter', METER]]);
  const api = await startApi({ ...setup, devices: { get: (id) => devices.get(id) } });
  return { api, devices };
}

/** As soon as the server waits for the next look. */
async function waiting(api: TestApi): Promise<void> {
  while (api.clock.sleepers === 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('GET /api/v1/live', () => {
  it('tells what every device shows, then what changes', async () => {
    const { api, devices } = await start();
    const stream = await follow(api);
    expect(await stream.next()).toBe('retry: 3000');
    expect(await stream.next()).toBe(eventOf('meter', METER));
    await waiting(api);
    const controller = { ...METER, values: { mode: 'pv' } };
    devices.set('surplus/charger', controller);
    await api.clock.advance(1000);
    expect(await stream.next()).toBe(eventOf('surplus/charger', controller));
    await waiting(api);
    const gone = { ...METER, online: false };
    devices.set('meter', gone);
    await api.clock.advance(1000);
    expect(await stream.next()).toBe(eventOf('meter', gone));
  });

  it('is kept alive, as long as its key is valid', async () => {
    const { api } = await start();
    const key = await api.makeKey(['read:charge_points'], { name: 'page' });
    const stream = await follow(api, key);
    await stream.next();
    await stream.next();
    for (let second = 0; second < 15; second++) {
      await waiting(api);
      await api.clock.advance(1000);
    }
    expect(await stream.next()).toBe(': alive');
    const id = (await api.store.apiKeys.list()).find(({ name }) => name === 'page')?.id ?? '';
    await api.store.apiKeys.remove(id);
    for (let second = 0; second < 15; second++) {
      await waiting(api);
      await api.clock.advance(1000);
    }
    expect(await stream.next()).toBeUndefined();
  });

  it('ends with a key that expires', async () => {
    const { api } = await start();
    const key = await api.makeKey(['read:charge_points'], { expiresAtMs: api.clock.now() + 10_000 });
    const stream = await follow(api, key);
    await stream.next();
    await stream.next();
    for (let second = 0; second < 15; second++) {
      await waiting(api);
      await api.clock.advance(1000);
    }
    expect(await stream.next()).toBeUndefined();
  });

  it('has room for so many, and for others when they have gone', async () => {
    const { api } = await start();
    const streams = await Promise.all(Array.from({ length: 50 }, () => follow(api)));
    const refused = await api.request(PATH);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('15');
    streams[0]?.close();
    for (let status = 429; status !== 200; ) {
      const closing = new AbortController();
      const answer = await fetch(new URL(PATH, api.url), {
        headers: { authorization: `Bearer ${api.ownerKey}` },
        signal: closing.signal,
      });
      status = answer.status;
      closing.abort();
    }
  });

  it('ends when the server stops', async () => {
    const { api } = await start();
    const stream = await follow(api);
    await stream.next();
    await stream.next();
    await api.stop();
    expect(await stream.next()).toBeUndefined();
  });

  it('asks for the scope', async () => {
    const { api } = await start({ scopes: ['read:sessions', 'write:charge_points'] });
    expect((await api.request(PATH)).status).toBe(403);
  });
});
