/**
 * The meter's age and period, learned from the times in its readings: a reading is measured, and arrives `age` later;
 * the next one is measured a `period` later.
 */
export interface MeterDelay {
  take(measuredAtMs: number, receivedAtMs: number): void;
  /** Usual age of a reading when it arrives, s. */
  readonly ageS: number;
  /** Usual time between two measurements, s. */
  readonly periodS: number;
  /** By how much the next reading is later than usual, s; negative while it is in time, Infinity before the first. */
  overdueS(nowMs: number): number;
}

const REMEMBERED = 31;

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

export function createMeterDelay(): MeterDelay {
  const agesS: number[] = [];
  const periodsS: number[] = [];
  let measuredMs: number | undefined;
  let ageS = 0;
  let periodS = 2;

  function remember(values: number[], value: number): number {
    values.push(value);
    if (values.length > REMEMBERED) values.shift();
    return median(values) ?? value;
  }

  return {
    take(measuredAtMs, receivedAtMs) {
      // The same time again is the same measurement, whenever it arrives.
      if (measuredMs !== undefined && measuredAtMs <= measuredMs) return;
      if (measuredMs !== undefined) periodS = remember(periodsS, (measuredAtMs - measuredMs) / 1000);
      ageS = remember(agesS, Math.max(0, receivedAtMs - measuredAtMs) / 1000);
      measuredMs = measuredAtMs;
    },
    get ageS() {
      return ageS;
    },
    get periodS() {
      return periodS;
    },
    overdueS(nowMs) {
      if (measuredMs === undefined) return Number.POSITIVE_INFINITY;
      return (nowMs - measuredMs) / 1000 - ageS - periodS;
    },
  };
}
