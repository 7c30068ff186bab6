import type { PublishOptions } from './port.js';

/** A message as it goes out. */
export interface OutgoingMessage extends PublishOptions {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: 0 | 1;
}

/** Messages that the broker has not acknowledged yet, oldest first. */
export interface Outbox {
  readonly size: number;
  /** Returns the oldest message if it had to make room. */
  add(message: OutgoingMessage): OutgoingMessage | undefined;
  remove(message: OutgoingMessage): void;
  all(): readonly OutgoingMessage[];
}

/** @param limit messages, at least 1 */
export function createOutbox(limit: number): Outbox {
  const messages = new Set<OutgoingMessage>();
  return {
    get size() {
      return messages.size;
    },
    add(message) {
      const [oldest] = messages.size >= limit ? messages : [];
      if (oldest !== undefined) messages.delete(oldest);
      messages.add(message);
      return oldest;
    },
    remove: (message) => messages.delete(message),
    all: () => [...messages],
  };
}
