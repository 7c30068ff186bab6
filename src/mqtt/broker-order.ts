import type { Aedes } from 'aedes';

type Done = (error?: Error | null) => void;

/** The parts of aedes that every message passes through; its types leave them out. */
interface Inside {
  publish(packet: object, client: object | null, done: Done): void;
  readonly mq: { emit(packet: object, done: Done): void };
}

/** Messages that have been published and not yet handed to every client. */
export interface Deliveries {
  /** Resolves when there are none. */
  settled(): Promise<void>;
}

/**
 * Keeps messages in the order in which they were published. aedes numbers a message when it is published, and
 * withholds from a client whatever comes with a lower number than the last one; so it keeps overlapping subscriptions
 * from getting a message twice. But before it passes a retained message on, or one of QoS 1, it waits for its memory:
 * any other message overtakes it meanwhile, and the overtaken one is lost. Here a message is published when
 * the one before it has been passed on.
 */
export function keepOrder(aedes: Aedes): Deliveries {
  const inside = aedes as unknown as Inside;
  const publish = inside.publish.bind(aedes);
  const emit = inside.mq.emit.bind(inside.mq);
  const takeTurn = createTurns();
  const settled: (() => void)[] = [];
  let underway = 0;
  let passedOn: (() => void) | undefined;

  inside.mq.emit = (packet, done) => {
    emit(packet, done);
    passedOn?.();
  };

  inside.publish = (packet, client, done) => {
    // A message of the broker itself comes without a client.
    const [sender, told] = typeof client === 'function' ? [null, client as Done] : [client, done];
    underway++;
    takeTurn((end) => {
      passedOn = end;
      publish(packet, sender, (error) => {
        // A message that was refused has never been passed on.
        end();
        told(error);
        if (--underway === 0) for (const resolve of settled.splice(0)) resolve();
      });
    });
  };

  return {
    settled: () => new Promise((resolve) => (underway === 0 ? resolve() : settled.push(resolve))),
  };
}

/** Lets the next one begin when the one before has called `end`, which may be called again. */
function createTurns(): (begin: (end: () => void) => void) => void {
  const waiting: ((end: () => void) => void)[] = [];
  let current: object | undefined;
  let isRunning = false;

  // A loop, because a turn may end before `begin` returns, and a thousand may wait.
  function run(): void {
    if (isRunning) return;
    isRunning = true;
    for (let begin = take(); begin !== undefined; begin = take()) {
      const turn = {};
      current = turn;
      begin(() => {
        if (current !== turn) return;
        current = undefined;
        run();
      });
    }
    isRunning = false;
  }

  function take(): ((end: () => void) => void) | undefined {
    return current === undefined ? waiting.shift() : undefined;
  }

  return (begin) => {
    waiting.push(begin);
    run();
  };
}
