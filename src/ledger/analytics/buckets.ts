import type { EnergyMix } from '../session.js';
import { bucketStart, type DayGranularity } from './calendar.js';

/** Rows of days, weeks or months: a day stands for the bucket that begins with it. In the order of time. */
export function inBuckets<Row>(
  rows: readonly Row[],
  dayOf: (row: Row) => string,
  granularity: DayGranularity,
): readonly { readonly day: string; readonly rows: readonly Row[] }[] {
  const buckets = groupBy(rows, (row) => bucketStart(dayOf(row), granularity));
  return [...buckets].map(([day, rows]) => ({ day, rows })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Rows by a key, in the order in which they come. */
export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Sums member by member. */
export function sumOfMixes(mixes: readonly EnergyMix[]): EnergyMix {
  return {
    energyWh: sumOf(mixes, ({ energyWh }) => energyWh),
    solarWh: sumOf(mixes, ({ solarWh }) => solarWh),
    gridWh: sumOf(mixes, ({ gridWh }) => gridWh),
    batteryWh: sumOf(mixes, ({ batteryWh }) => batteryWh),
  };
}

export const sumOf = <Row>(rows: readonly Row[], amount: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + amount(row), 0);
