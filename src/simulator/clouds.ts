import { createWander, type Random } from './random.js';

export const WEATHERS = ['clear', 'broken', 'overcast'] as const;
/** `clear` no clouds; `broken` clouds and gaps of minutes; `overcast` a grey day. */
export type Weather = (typeof WEATHERS)[number];

/** The clouds in front of the sun, second by second. */
export interface Clouds {
  /** Share of the clear sky's power that comes through in the next second, 0.02 to 1.1. */
  next(): number;
}

/** Seconds in which the edge of a cloud crosses the modules. */
const EDGE_S = 8;

function limited(low: number, value: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Gaps are a little brighter than a clear sky: the edges of clouds reflect. */
function createBroken(random: Random): Clouds {
  let covered = false;
  let leftS = 120;
  let target = 1;
  let share = 1;
  return {
    next() {
      if (leftS-- <= 0) {
        covered = !covered;
        leftS = covered ? random.between(20, 300) : random.between(40, 600);
        target = covered ? random.between(0.15, 0.55) : random.between(0.97, 1.08);
      }
      share += (target - share) / EDGE_S;
      return share;
    },
  };
}

export function createClouds(weather: Weather, random: Random): Clouds {
  const slow = createWander(random, 1, 900);
  const quick = createWander(random, 1, 30);
  switch (weather) {
    case 'clear':
      return { next: () => limited(0.9, 0.98 + 0.005 * slow.next() + 0.001 * quick.next(), 1) };
    case 'broken':
      return createBroken(random);
    case 'overcast':
      return { next: () => limited(0.02, 0.18 + 0.05 * slow.next() + 0.01 * quick.next(), 0.45) };
  }
}
