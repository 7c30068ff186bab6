import { DAY_MS, MINUTE_MS } from '../time-spans.js';
import { clearSky, type Location } from './clear-sky.js';

/** How the course of the sun will move the surplus: the shape from the place and the time, the size from the readings. */
export interface SunDrift {
  /** @param slowW mean surplus of the last ten minutes, W */
  take(atMs: number, slowW: number): void;
  /**
   * Mean change of such a surplus over the next half hour, W a minute, if the clouds stay as they are; 0 without a
   * location, at night, and while nothing is known of the roof.
   */
  at(surplusW: number): number;
  /** The highest surplus that was seen, for a light of 1 kW/m², W. */
  readonly roofW: number;
}

const AHEAD_MIN = 30;
/** Less light says nothing about the roof, kW/m². */
const LEAST_LIGHT = 0.1;
/** A house usually draws so much: the roof makes more than the surplus by that, W. */
const USUAL_LOAD_W = 300;
/** What was seen of the roof fades over the days, as its light changes over the year, ms. */
const FADE_MS = 7 * DAY_MS;

/** @param learnedRoofW the highest surplus that an earlier run has seen, for a light of 1 kW/m², W */
export function createSunDrift(location?: Location, learnedRoofW = 0): SunDrift {
  let roofW = learnedRoofW;
  let newestMs = Number.POSITIVE_INFINITY;
  let light = 0;
  let laterLight = 0;

  return {
    take(atMs, slowW) {
      if (!location) return;
      light = clearSky(location, atMs);
      laterLight = clearSky(location, atMs + AHEAD_MIN * MINUTE_MS);
      roofW *= Math.exp(Math.min(0, newestMs - atMs) / FADE_MS);
      newestMs = atMs;
      if (light > LEAST_LIGHT) roofW = Math.max(roofW, slowW / light);
    },
    at(surplusW) {
      if (light <= 0) return 0;
      // No roof makes more than it was seen to.
      const solarW = Math.max(0, Math.min(surplusW + USUAL_LOAD_W, roofW * light));
      return (solarW * (laterLight / light - 1)) / AHEAD_MIN;
    },
    get roofW() {
      return roofW;
    },
  };
}
