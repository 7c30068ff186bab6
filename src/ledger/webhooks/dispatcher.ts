import type { Clock } from '../../clock.js';
import type { Startable } from '../../lifecycle.js';
import type { Logger } from '../../logger.js';
import type { LedgerStore } from '../store/port.js';
import type { Delivery } from '../webhook.js';
import { messageOf } from './message.js';
import { afterAttempt } from './retry.js';
import type { SendWebhook } from './sender.js';

/** How often the store is asked for what is due, ms. */
const LOOK_MS = 1000;
/** Deliveries under way at most; each waits for its receiver for up to half a minute. */
const AT_ONCE = 16;
/** Of these to one endpoint, so that a slow receiver does not hold up the others. */
const AT_ONCE_EACH = 2;

export interface DispatcherPorts {
  readonly store: LedgerStore;
  readonly send: SendWebhook;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Delivers what is due. What is under way when it stops is tried again after the next start: receivers may get it twice. */
export function createWebhookDispatcher({ store, send, clock, log }: DispatcherPorts): Startable {
  const stopping = new AbortController();
  /** Ids of deliveries under way → their endpoint. */
  const underWay = new Map<string, string>();
  const attempts = new Set<Promise<void>>();
  let loop: Promise<void> = Promise.resolve();

  async function attempt(delivery: Delivery): Promise<void> {
    const endpoint = await store.webhooks.endpoint(delivery.endpointId);
    if (endpoint === undefined) return;
    const { url, secret } = endpoint;
    const message = { url, secret, body: messageOf(delivery.event), deliveryId: delivery.id };
    const answer = await send(message, stopping.signal);
    if (stopping.signal.aborted) return;
    const after = afterAttempt(delivery, answer, clock.now());
    await store.webhooks.putDelivery(after);
    if (after.status === 'delivered') return;
    const { attempts: times, error } = after;
    log.warn({ endpoint: endpoint.id, delivery: delivery.id, times, error }, 'A webhook was not delivered');
  }

  function begin(delivery: Delivery): void {
    underWay.set(delivery.id, delivery.endpointId);
    const running = attempt(delivery)
      .catch((err: unknown) => log.error({ err, delivery: delivery.id }, 'A webhook could not be handled'))
      .finally(() => {
        underWay.delete(delivery.id);
        attempts.delete(running);
      });
    attempts.add(running);
  }

  async function look(): Promise<void> {
    // Those under way are still due in the store: beyond them are the next.
    for (const delivery of await store.webhooks.due(clock.now(), 2 * AT_ONCE_EACH)) {
      if (underWay.size >= AT_ONCE) return;
      const sameEndpoint = [...underWay.values()].filter((id) => id === delivery.endpointId);
      if (!underWay.has(delivery.id) && sameEndpoint.length < AT_ONCE_EACH) begin(delivery);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch((err: unknown) => log.error({ err }, 'Webhooks that are due could not be read'));
      await clock.sleep(LOOK_MS, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: 'webhooks',
    async start() {
      loop = run();
    },
    async stop() {
      stopping.abort();
      await loop;
      await Promise.all(attempts);
    },
  };
}
