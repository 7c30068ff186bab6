import type { JsonObject, JsonValue } from '../../json.js';
import type { MeterReading } from '../../surplus/readings.js';
import { HOUR_MS } from '../../time-spans.js';
import type { GridIncrement } from '../session.js';
import { slotShares } from './slots.js';

/** What a meter and the roof said. */
export interface GridLook {
  /** Wall time, ms. */
  readonly atMs: number;
  /** W, import positive; null: not sent. */
  readonly gridPowerW: number | null;
  /** Counters, Wh; null: not sent. */
  readonly importWh: number | null;
  readonly exportWh: number | null;
  /** What the roof makes, W; null: not known. */
  readonly productionW: number | null;
}

export interface MeterMemory {
  readonly version: 1;
  readonly last: GridLook | null;
}

export const METER_MEMORY_VERSION = 1;

/** Without counters, nothing is known of a longer stretch. */
const LONGEST_LOOK_MS = 60_000;

const finite = (value: JsonValue | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Import is 1.8.0, or the sum of its two tariffs. */
function importOf(snapshot: JsonObject): number | null {
  const total = finite(snapshot['1.8.0']);
  if (total !== null) return total;
  const day = finite(snapshot['1.8.1']);
  return day === null ? null : day + (finite(snapshot['1.8.2']) ?? 0);
}

/** @param reading of the same snapshot; undefined where it has no power */
export function gridLook(
  snapshot: JsonObject,
  reading: MeterReading | undefined,
  atMs: number,
  productionW: number | undefined,
): GridLook {
  return {
    atMs,
    gridPowerW: reading?.gridPowerW ?? null,
    importWh: importOf(snapshot),
    exportWh: finite(snapshot['2.8.0']),
    productionW: productionW ?? null,
  };
}

/** By the counter where there is one (a counter that falls is another meter's), else by power. */
function energyWh(counters: readonly [number | null, number | null], powerWh: number): number {
  const [before, now] = counters;
  return before === null || now === null ? powerWh : Math.max(0, now - before);
}

/**
 * What flowed at the grid connection since the last look, spread evenly over its quarters of an hour. Counters tell it
 * also for a time in which nobody looked.
 */
export function followMeter(
  last: GridLook | null,
  look: GridLook,
  meterId: string,
  dayOf: (ms: number) => string,
): readonly GridIncrement[] {
  if (last === null) return [];
  const elapsedMs = Math.max(0, look.atMs - last.atMs);
  const hours = elapsedMs > LONGEST_LOOK_MS ? 0 : elapsedMs / HOUR_MS;
  const mean = (a: number | null, b: number | null, sign: 1 | -1): number =>
    a === null || b === null ? 0 : ((Math.max(0, a * sign) + Math.max(0, b * sign)) / 2) * hours;
  const importWh = energyWh([last.importWh, look.importWh], mean(last.gridPowerW, look.gridPowerW, 1));
  const exportWh = energyWh([last.exportWh, look.exportWh], mean(last.gridPowerW, look.gridPowerW, -1));
  const isMade = last.productionW !== null && look.productionW !== null;
  const productionWh = isMade ? mean(last.productionW, look.productionW, 1) : null;
  if (importWh === 0 && exportWh === 0 && productionWh === null) return [];
  return slotShares(last.atMs, look.atMs).map(({ slotMs, share }) => ({
    meterId,
    slotMs,
    day: dayOf(slotMs),
    importWh: importWh * share,
    exportWh: exportWh * share,
    productionWh: productionWh === null ? null : productionWh * share,
  }));
}
