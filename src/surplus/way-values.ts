import {
  CHARGE_WAYS,
  type ChargeWay,
  drawnW,
  type WayRange,
  type WayRanges,
  worthW,
} from './charge-option.js';
import { GRID, type Jump } from './surplus-model.js';
import { createValueGrid, type ValueGrid } from './value-grid.js';
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
  /** Expected change of a surplus by the course of the sun, W a minute. */
  readonly drift: (surplusW: number) => number;
}

/** What each way is worth from now on, Wh, less the cost of changing to it; -Infinity for an impossible way. */
export type WayWorths = { readonly [W in ChargeWay]: number };

/** A dip of the surplus that may end soon. */
export interface PresentDip {
  /** By how much the surplus rises when it ends, W. */
  readonly depthW: number;
  /** For each of the coming minutes the chance that it ends then; after these it is taken as lasting. */
  readonly endings: readonly number[];
}

type Tables = { readonly [W in ChargeWay]: Float64Array };

/**
 * The expected worth of every way of charging over the next half hour, every later change made when it pays: value
 * iteration over surplus × slow mean × way on the learned model of the surplus.
 */
export interface WayValues {
  /**
   * @param from the present way
   * @param dip of the house's own making, in which the surplus lies now
   */
  worths(from: ChargeWay, surplusW: number, slowMeanW: number, dip?: PresentDip): WayWorths;
  /** Worth of being on each way, Wh, by cell of the grid: where the next solution starts. */
  readonly table: Tables;
}

/** Later minutes count less: the model knows little of the next hour. */
const KEEP_PER_STEP = 1 - 1 / 30;
const FIRST_SWEEPS = 60;
const NEXT_SWEEPS = 15;
const STEP_H = GRID.stepS / 3600;
/** The grid ends so far above the most that the car can draw, W. */
const HEADROOM_W = 2000;

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

function waysOf({ ranges, mayStop }: WayProblem): readonly ChargeWay[] {
  return CHARGE_WAYS.filter((way) => (way === 'off' ? mayStop : ranges[way]));
}

/** What charging is worth on each way, W. */
function earnings({ ranges, weights }: WayProblem, surplusW: number): WayWorths {
  return {
    off: 0,
    one: bestWorthW(ranges.one, surplusW, weights.importWeight),
    three: bestWorthW(ranges.three, surplusW, weights.importWeight),
  };
}

function zeros(cells: number): Tables {
  return { off: new Float64Array(cells), one: new Float64Array(cells), three: new Float64Array(cells) };
}

/** One round of value iteration: `staying` from `table`, then `table` from the best change. */
function sweep(
  problem: WayProblem,
  ways: readonly ChargeWay[],
  grid: ValueGrid,
  table: Tables,
  staying: Tables,
) {
  const worths = grid.surplusesW.map((surplusW) => earnings(problem, surplusW));
  for (const way of ways) {
    const later = grid.expected(table[way]);
    const result = staying[way];
    for (const [row, worth] of worths.entries()) {
      for (let cell = row * grid.columns; cell < (row + 1) * grid.columns; cell++) {
        result[cell] = worth[way] * STEP_H + KEEP_PER_STEP * (later[cell] ?? 0);
      }
    }
  }
  for (const from of ways) {
    const result = table[from];
    result.fill(Number.NEGATIVE_INFINITY);
    for (const to of ways) {
      const values = staying[to];
      for (const [row, worth] of worths.entries()) {
        const cost = changeCostWh(from, to, worth[to], problem);
        for (let cell = row * grid.columns; cell < (row + 1) * grid.columns; cell++) {
          result[cell] = Math.max(result[cell] ?? 0, (values[cell] ?? 0) - cost);
        }
      }
    }
  }
}

function valuesAt(grid: ValueGrid, values: Tables, surplusW: number, slowMeanW: number): WayWorths {
  return {
    off: grid.interpolate(values.off, surplusW, slowMeanW),
    one: grid.interpolate(values.one, surplusW, slowMeanW),
    three: grid.interpolate(values.three, surplusW, slowMeanW),
  };
}

/**
 * Worth of staying on each way in a dip, Wh: reckoned back minute by minute from the time when it counts as lasting.
 * @param lasting worth of each way if the dip lasts
 * @param ended worth of each way once it has ended
 */
function stayingInDip(
  problem: WayProblem,
  earning: WayWorths,
  lasting: WayWorths,
  ended: WayWorths,
  endings: readonly number[],
): WayWorths {
  const ways = waysOf(problem);
  let stay = lasting;
  for (const ending of endings.toReversed()) {
    const worth = (way: ChargeWay) => {
      const change = (to: ChargeWay) => stay[to] - changeCostWh(way, to, earning[to], problem);
      const free = Math.max(...ways.map(change));
      return earning[way] * STEP_H + KEEP_PER_STEP * (ending * ended[way] + (1 - ending) * free);
    };
    stay = { off: worth('off'), one: worth('one'), three: worth('three') };
  }
  return stay;
}

export function solveWayValues(problem: WayProblem, previous?: WayValues): WayValues {
  const { ranges } = problem;
  const ways = waysOf(problem);
  const tops = [ranges.one, ranges.three].map((range) => (range ? drawnW(range, range.maxA) : 0));
  const grid = createValueGrid(Math.max(...tops) + HEADROOM_W, problem.jumps, problem.drift);
  const reusable = previous?.table.off.length === grid.cells ? previous.table : undefined;
  const table = reusable ?? zeros(grid.cells);
  const staying = zeros(grid.cells);
  for (let count = reusable ? NEXT_SWEEPS : FIRST_SWEEPS; count > 0; count--) {
    sweep(problem, ways, grid, table, staying);
  }

  return {
    table,
    worths(from, surplusW, slowMeanW, dip) {
      const earning = earnings(problem, surplusW);
      const at = (values: Tables, powerW: number) => valuesAt(grid, values, powerW, slowMeanW);
      const stay = dip
        ? stayingInDip(problem, earning, at(table, surplusW), at(table, surplusW + dip.depthW), dip.endings)
        : at(staying, surplusW);
      const worth = (to: ChargeWay) =>
        ways.includes(to)
          ? stay[to] - changeCostWh(from, to, earning[to], problem)
          : Number.NEGATIVE_INFINITY;
      return { off: worth('off'), one: worth('one'), three: worth('three') };
    },
  };
}
