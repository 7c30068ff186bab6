import type { SunDrift } from './sun-drift.js';
import { GRID, lagW, type SurplusModel } from './surplus-model.js';

/**
 * Feeds the model of the surplus: a fast mean (the surplus now, less flicker), a slow mean, and a jump a minute, less what
 * the course of the sun was to change.
 */
export interface MinuteHistory {
  take(atMs: number, surplusW: number): void;
  /** Mean of the last quarter of a minute, W. */
  readonly fastW: number;
  /** Mean of the last ten minutes, W. */
  readonly slowW: number;
}

const FAST_S = 10;
/** Below this the surplus is the house's own load at night: nothing to learn from, W. */
const FLOOR_W = -500;
const DARK_W = 100;
const GAP_S = 90;

export function createMinuteHistory(model: SurplusModel, drift: SunDrift): MinuteHistory {
  let fastW = 0;
  let slowW = 0;
  let newestMs: number | undefined;
  let minute: { readonly atMs: number; readonly fastW: number; readonly slowW: number } | undefined;

  function learnMinute(atMs: number) {
    if (minute && atMs - minute.atMs < GRID.stepS * 1000) return;
    const regular = minute && atMs - minute.atMs < (GRID.stepS + 15) * 1000;
    if (minute && regular && Math.max(minute.fastW, fastW) > DARK_W) {
      const driftW = drift.at(minute.fastW);
      model.learn(minute.fastW, minute.slowW + lagW(driftW), fastW - driftW);
    }
    minute = { atMs, fastW, slowW };
  }

  return {
    take(atMs, surplusW) {
      const boundedW = Math.max(FLOOR_W, surplusW);
      const stepS = newestMs === undefined ? Number.POSITIVE_INFINITY : (atMs - newestMs) / 1000;
      newestMs = atMs;
      if (stepS > GAP_S) {
        fastW = boundedW;
        if (stepS > GRID.meanS) slowW = boundedW;
        minute = undefined;
        return;
      }
      fastW += (boundedW - fastW) * -Math.expm1(-stepS / FAST_S);
      slowW += (boundedW - slowW) * -Math.expm1(-stepS / GRID.meanS);
      learnMinute(atMs);
    },
    get fastW() {
      return fastW;
    },
    get slowW() {
      return slowW;
    },
  };
}
