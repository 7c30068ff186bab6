import { expect } from 'vitest';
import { matchesFilter } from '../../src/mqtt/filter.js';
import type { MessageListener, MqttMessage, MqttPort, PublishOptions } from '../../src/mqtt/port.js';
import { settle } from './manual-clock.js';
import { createMessageQueue } from './message-queue.js';

/** A message that the part under test has published. */
export interface SentMessage extends PublishOptions {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: 0 | 1;
}

/** What a test delivers; `retain` is false unless it says otherwise. */
export type Delivery = Pick<MqttMessage, 'topic' | 'payload'> & Partial<MqttMessage>;

/** A recording MqttPort with verbs for tests. It starts disconnected. */
export interface FakeMqtt extends MqttPort {
  /** Everything that was sent, oldest first. */
  readonly messages: readonly SentMessage[];
  /** Filters with a listener, in the order of subscription. */
  readonly filters: readonly string[];
  /** What the broker would keep: topic → payload of the last retained message; an empty payload removes. */
  readonly retained: ReadonlyMap<string, string>;

  /** All payloads that were sent to topics of this filter, oldest first. */
  sent(filter: string): readonly string[];
  /** Takes the oldest message of this filter that was not taken yet, or waits for the next one. */
  nextMessage(filter: string): Promise<SentMessage>;
  /** Fails when there are messages of this filter that were not taken, now or after everything pending has run. */
  expectSilence(filter?: string): Promise<void>;
  /** Forgets the messages that were not taken yet; `messages` and `retained` keep them. */
  skip(filter?: string): void;

  /** A message from the broker. A listener's error is not caught, so that the test sees it. */
  deliver(message: Delivery): void;
  /** The broker is there: sends what was kept, then calls the `onConnect` listeners. */
  connect(): void;
  disconnect(): void;
}

export function createFakeMqtt(): FakeMqtt {
  let connected = false;
  const messages: SentMessage[] = [];
  const retained = new Map<string, string>();
  const subscriptions: { readonly filter: string; readonly listener: MessageListener }[] = [];
  const connectListeners: (() => void)[] = [];
  const queue = createMessageQueue<SentMessage>();
  let kept: SentMessage[] = [];

  function send(message: SentMessage): void {
    messages.push(message);
    if (message.retain && message.payload === '') retained.delete(message.topic);
    else if (message.retain) retained.set(message.topic, message.payload);
    queue.push(message);
  }

  return {
    messages,
    retained,
    get filters() {
      return subscriptions.map(({ filter }) => filter);
    },
    get connected() {
      return connected;
    },

    publish(topic, payload, options = {}) {
      const message = { retain: false, qos: 0 as const, ...options, topic, payload };
      if (connected) send(message);
      else if (message.qos === 1) kept.push(message);
    },
    async subscribe(filter, listener) {
      subscriptions.push({ filter, listener });
    },
    onConnect(listener) {
      connectListeners.push(listener);
    },

    sent: (filter) =>
      messages.filter(({ topic }) => matchesFilter(filter, topic)).map(({ payload }) => payload),
    nextMessage: queue.next,
    async expectSilence(filter = '#') {
      await settle();
      expect(queue.untaken(filter)).toEqual([]);
    },
    skip: (filter = '#') => queue.skip(filter),

    deliver(message) {
      const whole = { retain: false, ...message };
      const listeners = subscriptions.filter(({ filter }) => matchesFilter(filter, message.topic));
      for (const listener of new Set(listeners.map(({ listener }) => listener))) listener(whole);
    },
    connect() {
      connected = true;
      const toSend = kept;
      kept = [];
      for (const message of toSend) send(message);
      for (const listener of connectListeners) listener();
    },
    disconnect() {
      connected = false;
    },
  };
}
