import type { Clock } from '../../src/clock.js';

interface Sleeper {
  readonly untilMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on, waking sleepers in order; lets promise callbacks run between them. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock on or back without time passing, as a time server does. */
  jump(ms: number): void;
  /** Number of sleepers that wait now. */
  readonly sleepers: number;
}

/** Lets everything that is already resolved run to its next wait. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export function createManualClock(startMs = Date.UTC(2026, 5, 21, 10)): ManualClock {
  let nowMs = startMs;
  let jumpMs = 0;
  const sleepers = new Set<Sleeper>();

  function nextDue(untilMs: number): Sleeper | undefined {
    const due = [...sleepers].filter((sleeper) => sleeper.untilMs <= untilMs);
    return due.sort((a, b) => a.untilMs - b.untilMs)[0];
  }

  return {
    now: () => nowMs + jumpMs,
    monotonic: () => nowMs,
    jump(ms) {
      jumpMs += ms;
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const abort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const sleeper = { untilMs: nowMs + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    async advance(ms) {
      const targetMs = nowMs + ms;
      await settle();
      for (let sleeper = nextDue(targetMs); sleeper; sleeper = nextDue(targetMs)) {
        sleepers.delete(sleeper);
        nowMs = Math.max(nowMs, sleeper.untilMs);
        sleeper.wake();
        await settle();
      }
      nowMs = targetMs;
      await settle();
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}
