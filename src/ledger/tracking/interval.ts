import { HOUR_MS } from '../../time-spans.js';
import type { LastLook } from './charger-memory.js';
import type { TrackedReading } from './charger-reading.js';

/** What happened at a charger between two readings, as far as its own counters and clock tell. */
export interface Interval {
  /** Time that really passed: by the charger's clock where it ran on, so that a corrected wall clock does no harm. */
  readonly elapsedMs: number;
  /** The same stretch of time on the present wall clock, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Nobody knows when in it what happened. */
  readonly isGap: boolean;
  readonly energyWh: number;
  readonly rebooted: boolean;
  /** When a car was plugged in meanwhile, where the charger says so; wall clock, ms. */
  readonly pluggedInAtMs: number | undefined;
  /** The charger's counter of this car began anew, and no reboot explains it. */
  readonly carCounterFell: boolean;
}

/** Longer stretches without a reading are gaps. */
const LONGEST_LOOK_MS = 60_000;
/** A reboot explains that the counter of the car begins anew, unless the charger was away for longer. */
const LONGEST_REBOOT_MS = 600_000;
/** `wh` may fall a little. */
const CAR_NOISE_WH = 5;
/** Keys of one snapshot may come from two answers. */
const SLACK_MS = 2000;

/** Whether power went off and on since the last look. */
export function hasRebooted(last: LastLook, { boots, sinceBootMs }: TrackedReading): boolean {
  if (boots !== undefined && last.boots !== null && boots !== last.boots) return true;
  return sinceBootMs !== undefined && last.sinceBootMs !== null && sinceBootMs < last.sinceBootMs - SLACK_MS;
}

/** Energy by the counter of all energy, else by that of the car, else by power. */
function energyBetween(last: LastLook, reading: TrackedReading, fell: boolean, elapsedMs: number): number {
  const { counterWh, carWh, powerW = 0 } = reading;
  if (counterWh !== undefined && last.counterWh !== null) return Math.max(0, counterWh - last.counterWh);
  if (carWh !== undefined && last.carWh !== null) {
    const beganAnew = fell || carWh < last.carWh - CAR_NOISE_WH;
    return Math.max(0, beganAnew ? carWh : carWh - last.carWh);
  }
  return elapsedMs > LONGEST_LOOK_MS ? 0 : (((powerW + last.powerW) / 2) * elapsedMs) / HOUR_MS;
}

/** When the car was plugged in, if that was after the last reading: both moments by the charger's own clock. */
function plugInWithin(
  last: LastLook,
  { pluggedInMs, sinceBootMs, atMs }: TrackedReading,
  isSameBoot: boolean,
) {
  if (pluggedInMs === undefined || sinceBootMs === undefined || !isSameBoot) return undefined;
  if (last.sinceBootMs === null || pluggedInMs <= last.sinceBootMs + SLACK_MS) return undefined;
  return atMs - Math.max(0, sinceBootMs - pluggedInMs);
}

export function intervalBetween(last: LastLook, reading: TrackedReading): Interval {
  const { atMs, carWh, sinceBootMs } = reading;
  const rebooted = hasRebooted(last, reading);
  const runsOn = !rebooted && sinceBootMs !== undefined && last.sinceBootMs !== null;
  const elapsedMs = Math.max(0, runsOn ? sinceBootMs - (last.sinceBootMs ?? 0) : atMs - last.atMs);
  const fell = carWh !== undefined && last.carWh !== null && carWh < last.carWh - CAR_NOISE_WH;
  const carCounterFell = fell && !(rebooted && elapsedMs <= LONGEST_REBOOT_MS);
  return {
    elapsedMs,
    fromMs: atMs - elapsedMs,
    toMs: atMs,
    isGap: elapsedMs > LONGEST_LOOK_MS,
    energyWh: energyBetween(last, reading, fell, elapsedMs),
    rebooted,
    pluggedInAtMs: plugInWithin(last, reading, runsOn),
    carCounterFell,
  };
}
