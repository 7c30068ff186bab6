import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './clock.js';

export const systemClock: Clock = scaledClock(1);

/**
 * The real clock, or one that runs `speed` times as fast from now on (1 to 3600), for the simulated house.
 */
export function scaledClock(speed: number): Clock {
  const startMs = Date.now();
  return {
    now: () => (speed === 1 ? Date.now() : Math.round(startMs + (Date.now() - startMs) * speed)),
    monotonic: () => performance.now() * speed,
    async sleep(ms, signal) {
      try {
        await delay(Math.max(0, ms / speed), undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
