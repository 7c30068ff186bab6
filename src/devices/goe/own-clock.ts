import type { GoeValues } from './transport.js';

/** A clock that was never set by a time server starts in 1970; no charger of this kind is older than this. */
const CLOCK_IS_SET_MS = Date.UTC(2020, 0);
/** The last moment that a JavaScript Date can hold. */
const LAST_MOMENT_MS = 8.64e15;

/** The charger's own time: `tab` (time at boot, ms since 1970) + `rbt` (ms since boot), vendor's key list. */
export interface OwnClock {
  /**
   * The time of measurement of an answer, ms since 1970; undefined when the answer has no `rbt`, the clock was never
   * set, or the charger was restarted and has not said its new `tab` yet.
   */
  timeOf(answer: GoeValues): number | undefined;
}

export function createOwnClock(): OwnClock {
  let bootMs: number | undefined;
  let lastSinceBootMs = 0;
  return {
    timeOf(answer) {
      const [tab, rbt] = [answer.get('tab'), answer.get('rbt')];
      if (typeof rbt === 'number') {
        if (rbt < lastSinceBootMs) bootMs = undefined;
        lastSinceBootMs = rbt;
      }
      if (typeof tab === 'number') bootMs = tab;
      if (typeof rbt !== 'number' || bootMs === undefined) return undefined;
      const timeMs = bootMs + rbt;
      return timeMs >= CLOCK_IS_SET_MS && timeMs <= LAST_MOMENT_MS ? timeMs : undefined;
    },
  };
}
