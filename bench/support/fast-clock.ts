import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/clock.js';

/** A clock that several processes share: at `originMs` it was the system's, and since then it runs `speed` times as fast. */
export function fastClock(originMs: number, speed: number): Clock {
  const now = () => Math.round(originMs + (Date.now() - originMs) * speed);
  return {
    now,
    monotonic: now,
    async sleep(ms, signal) {
      await delay(Math.max(0, ms / speed), undefined, signal === undefined ? {} : { signal });
    },
  };
}
