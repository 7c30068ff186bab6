import {
  CHARGE_WAYS,
  type ChargeWay,
  drawnW,
  type WayRange,
  type WayRanges,
  worthW,
} from './charge-option.js';
import { GRID, type Jump, offsetRow } from './surplus-model.js';
import type { Weights } from './weights.js';

/** Time without charging that a change costs, s; learned from the charger. */
export interface LostTimes {
  readonly startS: number;
  readonly phaseSwitchS: number;
}

export interface WayProblem {
  readonly ranges: WayRanges;
  /** Whether not charging is allowed. */
  readonly mayStop: boolean;
  readonly weights: Weights;
  readonly lost: LostTimes;
  readonly jumps: readonly (readonly Jump[])[];
}

/** What each way is worth from now on, Wh, less the cost of changing to it; -Infinity for an impossible way. */
export type WayWorths = { readonly [W in ChargeWay]: number };

/**
 * The expected worth of every way of charging over the next half hour, every later change made when it pays: value
 * iteration over surplus × slow mean × way on the learned model of the surplus.
 */
export interface WayValues {
  /** @param from the present way */
  worths(from: ChargeWay, surplusW: number, slowMeanW: number): WayWorths;
  /** Worth of being on each way, Wh, by class of surplus and slow mean: where the next solution starts. */
  readonly table: Tables;
}

const SURPLUS_CLASS_W = GRID.jumpW;
const MEAN_CLASS_W = 400;
/** Later minutes count less: the model knows little of the next hour. */
const KEEP_PER_STEP = 1 - 1 / 30;
const FIRST_SWEEPS = 60;
const NEXT_SWEEPS = 15;
const STEP_H = GRID.stepS / 3600;
const MEAN_SHARE = -Math.expm1(-GRID.stepS / GRID.meanS);

type Tables = { readonly [W in ChargeWay]: Float64Array };

/** A way's worth with its best ampere, W; rounding to whole amperes costs part of an ampere on average. */
function bestWorthW(range: WayRange | undefined, surplusW: number, importWeight: number): number {
  if (!range) return 0;
  const lowestW = drawnW(range, range.minA);
  if (surplusW <= lowestW) return worthW(surplusW, lowestW, importWeight);
  const roundingW = (range.wattsPerA / 2) * (importWeight / (1 + importWeight));
  return Math.min(drawnW(range, range.maxA), Math.max(lowestW, surplusW - roundingW));
}

/** What changing from one way to another costs while charging is worth `worth` W: lost time, wear and unrest, Wh. */
function changeCostWh(from: ChargeWay, to: ChargeWay, worth: number, { weights, lost }: WayProblem): number {
  if (from === to) return 0;
  if (to === 'off') return weights.stopWh;
  const earningW = Math.max(0, worth);
  if (from === 'off') return weights.startWh + (earningW * lost.startS) / 3600;
  return weights.phaseSwitchWh + (earningW * lost.phaseSwitchS) / 3600;
}

/** Where a value lies between the classes of an axis. */
function place(
  value: number,
  classW: number,
  classes: number,
): { readonly below: number; readonly share: number } {
  const position = Math.max(0, Math.min(classes - 1, value / classW));
  const below = Math.min(classes - 2, Math.floor(position));
  return { below, share: position - below };
}

export function solveWayValues(problem: WayProblem, previous?: WayValues): WayValues {
  const { ranges, weights, jumps } = problem;
  const ways = CHARGE_WAYS.filter((way) => (way === 'off' ? problem.mayStop : ranges[way]));
  const highestW = Math.max(
    0,
    ...[ranges.one, ranges.three].map((range) => (range ? drawnW(range, range.maxA) : 0)),
  );
  const surplusClasses = Math.ceil((highestW + 2000) / SURPLUS_CLASS_W);
  const meanClasses = Math.ceil((highestW + 2000) / MEAN_CLASS_W);
  const cells = surplusClasses * meanClasses;
  const rewards = (surplusW: number) => ({
    off: 0,
    one: bestWorthW(ranges.one, surplusW, weights.importWeight),
    three: bestWorthW(ranges.three, surplusW, weights.importWeight),
  });
  const zeros = (): Tables => ({
    off: new Float64Array(cells),
    one: new Float64Array(cells),
    three: new Float64Array(cells),
  });
  const isUsable = previous?.table.off.length === cells;
  const table = isUsable ? previous.table : zeros();
  const staying = zeros();
  const rewardsByClass = Array.from({ length: surplusClasses }, (_, index) =>
    rewards(index * SURPLUS_CLASS_W),
  );

  /** Expected worth of a way after the next minute, Wh. */
  function expectedWh(values: Float64Array, surplusClass: number, meanClass: number): number {
    const surplusW = surplusClass * SURPLUS_CLASS_W;
    const meanW = meanClass * MEAN_CLASS_W;
    const next = place(meanW + (surplusW - meanW) * MEAN_SHARE, MEAN_CLASS_W, meanClasses);
    let sum = 0;
    for (const jump of jumps[offsetRow(surplusW - meanW)] ?? []) {
      const row = Math.max(0, Math.min(surplusClasses - 1, surplusClass + jump.classes));
      const cell = row * meanClasses + next.below;
      sum += jump.share * ((values[cell] ?? 0) * (1 - next.share) + (values[cell + 1] ?? 0) * next.share);
    }
    return sum;
  }

  function sweep() {
    for (const way of ways) {
      for (let cell = 0; cell < cells; cell++) {
        const surplusClass = Math.floor(cell / meanClasses);
        const later = expectedWh(table[way], surplusClass, cell % meanClasses);
        staying[way][cell] = (rewardsByClass[surplusClass]?.[way] ?? 0) * STEP_H + KEEP_PER_STEP * later;
      }
    }
    for (let cell = 0; cell < cells; cell++) {
      const reward = rewardsByClass[Math.floor(cell / meanClasses)];
      for (const from of ways) {
        let best = Number.NEGATIVE_INFINITY;
        for (const to of ways) {
          const cost = changeCostWh(from, to, reward?.[to] ?? 0, problem);
          best = Math.max(best, (staying[to][cell] ?? 0) - cost);
        }
        table[from][cell] = best;
      }
    }
  }

  for (let count = isUsable ? NEXT_SWEEPS : FIRST_SWEEPS; count > 0; count--) sweep();

  function interpolate(values: Float64Array, surplusW: number, meanW: number): number {
    const row = place(surplusW, SURPLUS_CLASS_W, surplusClasses);
    const column = place(meanW, MEAN_CLASS_W, meanClasses);
    const at = (r: number, c: number) => values[(row.below + r) * meanClasses + column.below + c] ?? 0;
    const lower = at(0, 0) * (1 - column.share) + at(0, 1) * column.share;
    const upper = at(1, 0) * (1 - column.share) + at(1, 1) * column.share;
    return lower * (1 - row.share) + upper * row.share;
  }

  return {
    table,
    worths(from, surplusW, slowMeanW) {
      const reward = rewards(surplusW);
      const worth = (to: ChargeWay) =>
        ways.includes(to)
          ? interpolate(staying[to], surplusW, slowMeanW) - changeCostWh(from, to, reward[to], problem)
          : Number.NEGATIVE_INFINITY;
      return { off: worth('off'), one: worth('one'), three: worth('three') };
    },
  };
}
