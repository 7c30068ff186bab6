import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import type { ApiPorts, LiveDevice, Routes } from '../api.js';
import { ApiError } from '../api-error.js';

/** What the devices show, as a stream of server-sent events. */

const MOST_STREAMS = 50;
/** Chargers and the controller change once a second. */
const LOOK_MS = 1000;
const HEARTBEAT_MS = 15_000;

export const liveRoutes: Routes = (api, ports) => {
  const streams = new Set<AbortController>();
  api.addHook('preClose', async () => {
    for (const stream of streams) stream.abort();
  });

  api.get(
    '/api/v1/live',
    {
      config: { access: ['read:charge_points'] },
      schema: {
        tags: ['live'],
        summary: 'Follow all devices',
        description: `Server-sent events. \`event: device\` comes for every device at the beginning and whenever it shows something else, at most once a second; its data is \`{"id","online","received_at","values"}\` with all values of the device, under the names of docs/topics.md. Controllers are \`surplus/<charger>\`. Comments in between keep the connection alive. At most ${MOST_STREAMS} streams at a time.`,
        response: {
          200: { description: 'The stream.', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    async ({ apiKey }, reply) => {
      if (streams.size >= MOST_STREAMS) {
        throw new ApiError('rate_limited', `${MOST_STREAMS} live streams are open already.`, {
          context: { retry_after_s: HEARTBEAT_MS / 1000 },
        });
      }
      const stream = new AbortController();
      streams.add(stream);
      reply.raw.once('close', () => {
        stream.abort();
        streams.delete(stream);
      });
      return sendEvents(reply, events(apiKey?.id, ports, stream.signal));
    },
  );
};

/** Whoever reads slowly is told less often: the next event is made when the last one is out. */
function sendEvents(reply: FastifyReply, source: AsyncIterable<string>): FastifyReply {
  return (
    reply
      .type('text/event-stream')
      .header('cache-control', 'no-store')
      // Proxies are not to wait for more.
      .header('x-accel-buffering', 'no')
      .send(Readable.from(source, { objectMode: false }))
  );
}

async function* events(keyId: string | undefined, ports: ApiPorts, signal: AbortSignal) {
  const { clock, settings, devices } = ports;
  const told = new Map<string, LiveDevice>();
  let heardMs = clock.monotonic();
  yield 'retry: 3000\n\n';
  while (!signal.aborted) {
    for (const { id } of settings.devices) {
      const device = devices.get(id);
      if (device === undefined || isSame(device, told.get(id))) continue;
      told.set(id, device);
      yield eventOf(id, device);
    }
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
    if (clock.monotonic() - heardMs < HEARTBEAT_MS) continue;
    heardMs = clock.monotonic();
    if (!(await isValid(keyId, ports))) return;
    yield ': alive\n\n';
  }
}

const isSame = (a: LiveDevice, b: LiveDevice | undefined): boolean =>
  a.values === b?.values && a.online === b.online;

function eventOf(id: string, { online, receivedAtMs, values }: LiveDevice): string {
  const data = JSON.stringify({ id, online, received_at: isoTime(receivedAtMs), values });
  return `event: device\ndata: ${data}\n\n`;
}

/** A key may be revoked, or expire, while it listens. */
async function isValid(keyId: string | undefined, { store, clock }: ApiPorts): Promise<boolean> {
  const key = (await store.apiKeys.list()).find(({ id }) => id === keyId);
  return key !== undefined && (key.expiresAtMs === null || key.expiresAtMs > clock.now());
}
