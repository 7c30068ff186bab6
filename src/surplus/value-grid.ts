import { GRID, type Jump, lagW, offsetRow } from './surplus-model.js';

/** Tables over surplus (rows) × slow mean of the surplus (columns), and how a minute moves from cell to cell. */
export interface ValueGrid {
  readonly columns: number;
  readonly cells: number;
  /** Surplus of each row, W. */
  readonly surplusesW: readonly number[];
  /** For every cell the expected value of `values` one step later; the array is used again by the next call. */
  expected(values: Float64Array): Float64Array;
  interpolate(values: Float64Array, surplusW: number, slowMeanW: number): number;
}

const COLUMN_W = 400;
const ROW_W = GRID.jumpW;
const MEAN_SHARE = -Math.expm1(-GRID.stepS / GRID.meanS);

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

/**
 * @param jumps of the model of the surplus, by row of the offset from the slow mean
 * @param drift expected change of a surplus in a step, beside the jumps, W
 */
export function createValueGrid(
  highestW: number,
  jumps: readonly (readonly Jump[])[],
  drift: (surplusW: number) => number,
): ValueGrid {
  const rows = Math.ceil(highestW / ROW_W) + 1;
  const columns = Math.ceil(highestW / COLUMN_W) + 1;
  const cells = rows * columns;
  const moved = new Float64Array(cells);
  const drifted = new Float64Array(cells);
  const result = new Float64Array(cells);
  const surplusesW = Array.from({ length: rows }, (_, row) => row * ROW_W);
  const driftsW = surplusesW.map(drift);

  /** The slow mean follows the surplus: values seen from where it will be. */
  function moveMean(values: Float64Array) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const meanW = column * COLUMN_W;
        const next = place(meanW + (row * ROW_W - meanW) * MEAN_SHARE, COLUMN_W, columns);
        const cell = row * columns + next.below;
        moved[row * columns + column] =
          (values[cell] ?? 0) * (1 - next.share) + (values[cell + 1] ?? 0) * next.share;
      }
    }
  }

  /** Values seen from where the sun's course will have moved the surplus. */
  function moveSun() {
    for (const [row, driftW] of driftsW.entries()) {
      const { below, share } = place(row * ROW_W + driftW, ROW_W, rows);
      for (let column = 0; column < columns; column++) {
        const cell = below * columns + column;
        drifted[row * columns + column] =
          (moved[cell] ?? 0) * (1 - share) + (moved[cell + columns] ?? 0) * share;
      }
    }
  }

  return {
    columns,
    cells,
    surplusesW,
    expected(values) {
      moveMean(values);
      moveSun();
      for (const [row, driftW] of driftsW.entries()) {
        const offsetW = row * ROW_W - lagW(driftW);
        for (let column = 0; column < columns; column++) {
          let sum = 0;
          for (const { classes, share } of jumps[offsetRow(offsetW - column * COLUMN_W)] ?? []) {
            const to = Math.max(0, Math.min(rows - 1, row + classes));
            sum += share * (drifted[to * columns + column] ?? 0);
          }
          result[row * columns + column] = sum;
        }
      }
      return result;
    },
    interpolate(values, surplusW, slowMeanW) {
      const row = place(surplusW, ROW_W, rows);
      const column = place(slowMeanW, COLUMN_W, columns);
      const at = (r: number, c: number) => values[(row.below + r) * columns + column.below + c] ?? 0;
      const lower = at(0, 0) * (1 - column.share) + at(0, 1) * column.share;
      const upper = at(1, 0) * (1 - column.share) + at(1, 1) * column.share;
      return lower * (1 - row.share) + upper * row.share;
    },
  };
}
