import type { LearnedWays } from './learned.js';

/**
 * How the surplus moves from minute to minute, learned from the day's own readings: a table of jumps. Which row
 * applies depends on how far the surplus lies above or below its mean of the last ten minutes, because a dip of a
 * minute usually comes back and a lasting change does not. A broad first guess stands in for what is not yet known.
 */
export const GRID = {
  /** Time between two states, s. */
  stepS: 60,
  /** Time constant of the slow mean, s. */
  meanS: 600,
  /** Width of a jump's class, W. */
  jumpW: 200,
  jumps: 41,
  /** Width of a row's class: surplus less slow mean, W. */
  offsetW: 400,
  offsets: 21,
} as const;

const MIDDLE_JUMP = GRID.jumps >> 1;
const MIDDLE_OFFSET = GRID.offsets >> 1;
/** Weight of the first guess, in observed jumps a row. */
const PRIOR_JUMPS = 10;
/** A row forgets down to so many jumps, so that the afternoon may differ from the morning. */
const REMEMBERED_JUMPS = 240;
const LEAST_SHARE = 0.003;

/** Share of a jump of `jumpClass` classes of `GRID.jumpW`. */
export interface Jump {
  readonly classes: number;
  readonly share: number;
}

export interface SurplusModel {
  /** One observed minute: surplus and slow mean at its start, surplus at its end, W. */
  learn(fromW: number, meanW: number, toW: number): void;
  /** Jumps that may follow, by row. */
  jumps(): readonly (readonly Jump[])[];
  /** What was counted, by row; null where nothing was. */
  readonly counted: LearnedWays['jumps'];
}

/** So far a mean of ten minutes lags behind a surplus that changes by so much a minute, W. */
export const lagW = (driftW: number): number => (driftW * GRID.meanS) / GRID.stepS;

/** Row of a surplus that lies so many W above its slow mean. */
export function offsetRow(offsetW: number): number {
  return Math.max(0, Math.min(GRID.offsets - 1, Math.round(offsetW / GRID.offsetW) + MIDDLE_OFFSET));
}

const laplace = (distanceW: number, widthW: number) => Math.exp(-Math.abs(distanceW) / widthW) / (2 * widthW);

/** Mostly still, sometimes wandering, and the more likely to come back the further it is away. */
function firstGuess(row: number): Float64Array {
  const offsetW = (row - MIDDLE_OFFSET) * GRID.offsetW;
  const returning = 0.15 * (0.2 + 0.8 * Math.min(1, Math.abs(offsetW) / 2000));
  const wandering = 0.2;
  const shares = Float64Array.from({ length: GRID.jumps }, (_, index) => {
    const jumpW = (index - MIDDLE_JUMP) * GRID.jumpW;
    const still = (1 - returning - wandering) * laplace(jumpW, 80);
    return still + wandering * laplace(jumpW, 500) + returning * laplace(jumpW + offsetW, 600);
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (share / total) * PRIOR_JUMPS);
}

function likelyJumps(counts: Float64Array): Jump[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const likely = Array.from(counts, (count, index) => ({
    classes: index - MIDDLE_JUMP,
    share: count / total,
  }));
  const kept = likely.filter((jump) => jump.share > LEAST_SHARE);
  const keptShare = kept.reduce((sum, jump) => sum + jump.share, 0);
  return kept.map((jump) => ({ classes: jump.classes, share: jump.share / keptShare }));
}

/** @param learned what an earlier run has counted */
export function createSurplusModel(learned: LearnedWays['jumps'] = []): SurplusModel {
  const known = new Set<number>();
  const rows = Array.from({ length: GRID.offsets }, (_, row) => {
    const counted = learned[row];
    if (counted) known.add(row);
    return counted ? Float64Array.from(counted) : firstGuess(row);
  });

  function forget(counts: Float64Array) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total <= REMEMBERED_JUMPS) return;
    for (const [index, count] of counts.entries()) counts[index] = (count * REMEMBERED_JUMPS) / total;
  }

  return {
    learn(fromW, meanW, toW) {
      const row = offsetRow(fromW - meanW);
      const counts = rows[row];
      if (!counts) return;
      known.add(row);
      const position = Math.max(0, Math.min(GRID.jumps - 1, (toW - fromW) / GRID.jumpW + MIDDLE_JUMP));
      const below = Math.min(GRID.jumps - 2, Math.floor(position));
      const above = position - below;
      counts[below] = (counts[below] ?? 0) + 1 - above;
      counts[below + 1] = (counts[below + 1] ?? 0) + above;
      forget(counts);
    },
    jumps: () => rows.map(likelyJumps),
    get counted() {
      return rows.map((counts, row) => (known.has(row) ? [...counts] : null));
    },
  };
}
