import { matchesFilter } from '../../src/mqtt/filter.js';

/** Messages that a test takes one by one, by topic filter, whether they are already there or not. */
export interface MessageQueue<Message> {
  push(message: Message): void;
  /** Takes the oldest message of this filter, or waits for the next one. */
  next(filter: string): Promise<Message>;
  /** What nobody has taken yet, oldest first. */
  untaken(filter: string): readonly Message[];
  /** Forgets what nobody has taken yet. */
  skip(filter: string): void;
}

interface Waiting<Message> {
  readonly filter: string;
  readonly take: (message: Message) => void;
}

export function createMessageQueue<Message extends { readonly topic: string }>(): MessageQueue<Message> {
  let messages: Message[] = [];
  let waiting: Waiting<Message>[] = [];

  return {
    push(message) {
      const waiter = waiting.find(({ filter }) => matchesFilter(filter, message.topic));
      waiting = waiting.filter((other) => other !== waiter);
      if (waiter === undefined) messages.push(message);
      else waiter.take(message);
    },
    next(filter) {
      const found = messages.find(({ topic }) => matchesFilter(filter, topic));
      messages = messages.filter((message) => message !== found);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((take) => waiting.push({ filter, take }));
    },
    untaken: (filter) => messages.filter(({ topic }) => matchesFilter(filter, topic)),
    skip(filter) {
      messages = messages.filter(({ topic }) => !matchesFilter(filter, topic));
    },
  };
}
