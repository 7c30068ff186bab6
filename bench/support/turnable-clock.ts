import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/clock.js';

/** A clock whose speed is changed while it runs: hours pass quickly, and what follows can be looked at. */
export interface TurnableClock extends Clock {
  /** @param speed how many times as fast as life, from now on; waits that have begun keep the former speed */
  turnTo(speed: number): void;
}

export function createTurnableClock(startMs: number, firstSpeed: number): TurnableClock {
  let speed = firstSpeed;
  let turnedAtMs = performance.now();
  let beforeMs = 0;
  const elapsedMs = (): number => beforeMs + (performance.now() - turnedAtMs) * speed;
  return {
    now: () => Math.round(startMs + elapsedMs()),
    monotonic: elapsedMs,
    async sleep(ms, signal) {
      try {
        await delay(Math.max(0, ms / speed), undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
    turnTo(wanted) {
      beforeMs = elapsedMs();
      turnedAtMs = performance.now();
      speed = wanted;
    },
  };
}
