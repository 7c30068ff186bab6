import { topicMatcher } from './filter.js';
import type { MessageListener, MqttMessage } from './port.js';

/** One filter as the broker knows it. */
export interface Subscription {
  readonly filter: string;
  /** MQTT 5 subscription identifier: 1, 2, … */
  readonly id: number;
}

/** Who listens to what; survives the connection. */
export interface Subscriptions {
  readonly all: readonly Subscription[];

  add(filter: string, listener: MessageListener): Subscription;

  /**
   * Hands a message to every listener whose filter matches, once each. Brokers may send a copy for every matching
   * subscription (MQTT 5, 3.3.4); `ids` says which subscriptions this copy is for, undefined: for all of them.
   */
  deliver(message: MqttMessage, ids?: readonly number[]): void;
}

interface Entry extends Subscription {
  readonly matches: (topic: string) => boolean;
  readonly listeners: Set<MessageListener>;
}

/** @param onError told of a listener that threw; the others still get the message */
export function createSubscriptions(onError: (error: unknown, topic: string) => void): Subscriptions {
  const entries = new Map<string, Entry>();

  function call(listener: MessageListener, message: MqttMessage): void {
    try {
      listener(message);
    } catch (error) {
      onError(error, message.topic);
    }
  }

  return {
    get all() {
      return [...entries.values()];
    },
    add(filter, listener) {
      const entry = entries.get(filter) ?? {
        filter,
        id: entries.size + 1,
        matches: topicMatcher(filter),
        listeners: new Set(),
      };
      entries.set(filter, entry);
      entry.listeners.add(listener);
      return entry;
    },
    deliver(message, ids) {
      // With several matching filters of one listener, the copy for the first of them is the one that it gets.
      const seen = new Set<MessageListener>();
      for (const entry of entries.values()) {
        if (!entry.matches(message.topic)) continue;
        for (const listener of entry.listeners) {
          if (seen.has(listener)) continue;
          seen.add(listener);
          if (ids === undefined || ids.includes(entry.id)) call(listener, message);
        }
      }
    },
  };
}
