import type { Aedes } from 'aedes';

/** The parts of aedes' memory that every published message passes through. */
interface Persistence {
  storeRetained(packet: unknown): PromiseLike<void>;
  subscriptionsByTopic(topic: string): PromiseLike<readonly unknown[]>;
  outgoingEnqueueCombi(subscriptions: readonly unknown[], packet: unknown): PromiseLike<void>;
}

/**
 * Keeps messages in the order in which they were published. aedes numbers them, and withholds from a client whatever
 * comes with a lower number than the last one: so it keeps overlapping subscriptions from getting a message twice.
 * But its memory answers a little later, and only for some messages: a retained one was overtaken by a result behind
 * it, and lost. Here the memory answers at once. No session outlives its connection, so nothing is queued for those
 * who are away.
 */
export function keepOrder(aedes: Aedes): void {
  const { persistence } = aedes as unknown as { readonly persistence: Persistence };
  const store = persistence.storeRetained.bind(persistence);
  persistence.storeRetained = (packet) => {
    void store(packet);
    return atOnce(undefined);
  };
  persistence.subscriptionsByTopic = () => atOnce([]);
  persistence.outgoingEnqueueCombi = () => atOnce(undefined);
}

/** A promise that calls back within `then`; aedes waits in no other way. */
function atOnce<T>(value: T): PromiseLike<T> {
  // biome-ignore lint/suspicious/noThenProperty: that is what a promise is to aedes.
  return { then: (done: (value: T) => unknown) => done(value) } as PromiseLike<T>;
}
