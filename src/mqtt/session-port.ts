import type { Logger } from '../logger.js';
import { filterProblem, topicProblem } from './filter.js';
import { MqttError } from './mqtt-error.js';
import { createOutbox, type OutgoingMessage } from './outbox.js';
import type { MqttMessage, MqttPort } from './port.js';
import { createSubscriptions, type Subscription } from './subscriptions.js';

/** A connection that the broker has accepted, until it ends. */
export interface Session {
  /** Resolves with the broker's refusal, or with undefined; also when the connection ends first. Never rejects. */
  subscribe(subscription: Subscription): Promise<Error | undefined>;

  /** @param settled called for QoS 1 when the broker has answered, with its refusal if it is one */
  publish(message: OutgoingMessage, settled?: (refusal?: Error) => void): void;
}

/** The port over sessions that come and go: what must outlive a connection is here. */
export interface SessionPort extends MqttPort {
  /** Restores the subscriptions, sends what was kept, then calls the `onConnect` listeners. */
  opened(session: Session): Promise<void>;
  closed(): void;
  /** @param ids subscription identifiers, see `Subscriptions.deliver` */
  receive(message: MqttMessage, ids?: readonly number[]): void;
  /** QoS 1 messages that the broker has not acknowledged. */
  readonly unsent: number;
}

/** @param maxKept QoS 1 messages kept at most; the oldest goes first */
export function createSessionPort(log: Logger, maxKept: number): SessionPort {
  const subscriptions = createSubscriptions((err, topic) => log.error({ err, topic }, 'A listener failed'));
  const outbox = createOutbox(maxKept);
  const connectListeners: (() => void)[] = [];
  /** The connection, and the same once all subscriptions stand. */
  let session: Session | undefined;
  let ready: Session | undefined;
  let full = false;

  async function request(from: Session, subscription: Subscription): Promise<void> {
    const refusal = await from.subscribe(subscription);
    if (refusal === undefined) return;
    const { filter } = subscription;
    log.error(
      { filter, err: refusal },
      `The broker does not let us read ${filter}: give this user the right to`,
    );
  }

  function keep(message: OutgoingMessage): void {
    const lost = outbox.add(message);
    if (lost === undefined || full) return;
    full = true;
    log.warn({ maxKept }, 'Too many messages wait for the broker; the oldest are dropped');
  }

  function send(to: Session, message: OutgoingMessage): void {
    if (message.qos === 0) {
      to.publish(message);
      return;
    }
    to.publish(message, (refusal) => {
      outbox.remove(message);
      const { topic } = message;
      if (refusal !== undefined) log.warn({ topic, err: refusal }, 'The broker refuses a message');
    });
  }

  function announce(): void {
    for (const listener of connectListeners) {
      try {
        listener();
      } catch (err) {
        log.error({ err }, 'A listener for new connections failed');
      }
    }
  }

  return {
    get connected() {
      return ready !== undefined;
    },
    get unsent() {
      return outbox.size;
    },
    publish(topic, payload, options = {}) {
      // A topic may come from outside (MQTT 5 response topic), and brokers hang up on an invalid one.
      const problem = topicProblem(topic);
      if (problem !== undefined) {
        log.warn({ topic }, `A message is not sent, its topic is invalid: ${problem}`);
        return;
      }
      const message = { retain: false, qos: 0 as const, ...options, topic, payload };
      if (message.qos === 1) keep(message);
      if (ready !== undefined) send(ready, message);
    },
    async subscribe(filter, listener) {
      const problem = filterProblem(filter);
      if (problem !== undefined) {
        throw new MqttError('invalid_filter', `"${filter}" is no topic filter: ${problem}.`, {
          context: { filter },
        });
      }
      const subscription = subscriptions.add(filter, listener);
      if (session !== undefined) await request(session, subscription);
    },
    onConnect(listener) {
      connectListeners.push(listener);
    },

    async opened(opened) {
      session = opened;
      await Promise.all(subscriptions.all.map((subscription) => request(opened, subscription)));
      if (session !== opened) return;
      ready = opened;
      full = false;
      for (const message of outbox.all()) send(opened, message);
      announce();
    },
    closed() {
      session = undefined;
      ready = undefined;
    },
    receive: subscriptions.deliver,
  };
}
