import type { ChargeWay, WayRanges } from './charge-option.js';
import type { Location } from './clear-sky.js';
import { createHouseDips } from './house-dips.js';
import type { LearnedWays } from './learned.js';
import { createMinuteHistory } from './minute-history.js';
import type { SurplusSettings } from './settings.js';
import { createSunDrift } from './sun-drift.js';
import { createSurplusModel } from './surplus-model.js';
import { type LostTimes, solveWayValues, type WayValues, type WayWorths } from './way-values.js';
import { type Weights, weightsOf } from './weights.js';

/** Decides between not charging, one phase and three phases, by expected worth. */
export interface WayChoice {
  /** A reading of the house's surplus, W. */
  take(atMs: number, surplusW: number): void;
  /** The way with the highest worth, and the worth of all, Wh (undefined in the dark); ties stay. */
  choose(question: WayQuestion): { readonly way: ChargeWay; readonly worths: WayWorths | undefined };
  /** Mean surplus of the last ten minutes, W. */
  readonly slowW: number;
  readonly fastW: number;
  readonly learned: LearnedWays;
}

export interface WayQuestion {
  readonly from: ChargeWay;
  readonly ranges: WayRanges;
  readonly mayStop: boolean;
  readonly weights: Weights;
  readonly lost: LostTimes;
  readonly nowMs: number;
  /** Surplus expected when a change would show, W. */
  readonly expectedW: number;
}

const SOLVE_EVERY_MS = 600_000;
/** Nobody starts to charge with so little, W. */
const DARK_W = 100;

/** The shortest time on a way before it is left for another, ms. */
export function shortestMs(way: ChargeWay, to: ChargeWay, settings: SurplusSettings): number {
  const onS = to === 'off' ? settings.minOnS : settings.minPhaseS;
  return (way === 'off' ? settings.minOffS : onS) * weightsOf(settings).shortestShare * 1000;
}

/** @param before what an earlier run has learned */
export function createWayChoice(location?: Location, before?: LearnedWays): WayChoice {
  const model = createSurplusModel(before?.jumps);
  const drift = createSunDrift(location, before?.roofW);
  const minutes = createMinuteHistory(model, drift);
  const dips = createHouseDips(before?.dipsS);
  let values: WayValues | undefined;
  let solvedAtMs = Number.NEGATIVE_INFINITY;
  let solvedFor = '';

  function valuesFor({ ranges, mayStop, weights, lost, nowMs }: WayQuestion): WayValues {
    const problem = JSON.stringify([ranges, mayStop, weights]);
    if (values && problem === solvedFor && nowMs - solvedAtMs < SOLVE_EVERY_MS) return values;
    values = solveWayValues(
      { ranges, mayStop, weights, lost, jumps: model.jumps(), drift: drift.at },
      values,
    );
    solvedAtMs = nowMs;
    solvedFor = problem;
    return values;
  }

  const isDark = () => Math.max(minutes.fastW, minutes.slowW) < DARK_W;

  return {
    take(atMs, surplusW) {
      minutes.take(atMs, surplusW);
      drift.take(atMs, minutes.slowW);
      dips.take(atMs, surplusW);
    },
    choose(question) {
      if (question.from === 'off' && question.mayStop && isDark()) return { way: 'off', worths: undefined };
      const { from, expectedW, nowMs } = question;
      const { depthW } = dips;
      const dip = depthW === undefined ? undefined : { depthW, endings: dips.endings(nowMs) };
      const worths = valuesFor(question).worths(from, expectedW, minutes.slowW, dip);
      let way = from;
      for (const other of ['off', 'one', 'three'] as const) if (worths[other] > worths[way]) way = other;
      return { way, worths };
    },
    get slowW() {
      return minutes.slowW;
    },
    get fastW() {
      return minutes.fastW;
    },
    get learned() {
      return { jumps: model.counted, dipsS: dips.learnedS, roofW: drift.roofW };
    },
  };
}
