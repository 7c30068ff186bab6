import { MINUTE_MS } from '../../time-spans.js';
import type { TracePoint } from '../session.js';
import type { TrackedReading } from './charger-reading.js';
import type { Shares } from './energy-shares.js';
import { plugState } from './plug-state.js';

/** What a charge point shows at one moment. */
export type TraceLook = Pick<TracePoint, 'gridW' | 'carW' | 'solarW' | 'setPointA' | 'phases'>;

/** Makes minutes of looks. */
export interface MinuteTrace {
  /**
   * @param look holds until the next one, for a minute at most; undefined: there is nothing to write down
   * @returns minutes that are complete now
   */
  take(look: TraceLook | undefined, nowMs: number): readonly TracePoint[];
  /** Time has passed. */
  pass(nowMs: number): readonly TracePoint[];
}

/** Time-weighted sums of the looks of a minute, W·ms. */
interface Minute extends Pick<TracePoint, 'setPointA' | 'phases'> {
  readonly minuteMs: number;
  readonly lengthMs: number;
  readonly car: number;
  readonly solar: number;
  readonly grid: number;
  /** Time in which the grid was known. */
  readonly gridMs: number;
}

/** A phase counts as used above this share of the strongest, which has to carry at least so much. */
const USED_SHARE = 0.3;
const LEAST_A = 1;

/** @returns undefined without a car, and where its power is not known */
export function traceLook(
  reading: TrackedReading,
  { solar }: Shares,
  gridW: number | undefined,
): TraceLook | undefined {
  const { powerW, amp, frc, isAllowed } = reading;
  if (plugState(reading) !== 'in' || powerW === undefined) return undefined;
  const mayCharge = frc !== 1 && isAllowed !== false;
  return {
    gridW: gridW ?? null,
    carW: powerW,
    solarW: powerW * solar,
    setPointA: mayCharge ? (amp ?? null) : 0,
    phases: phasesOf(reading.currentsA ?? []),
  };
}

function phasesOf(currentsA: readonly number[]): TracePoint['phases'] {
  const strongest = Math.max(0, ...currentsA);
  if (strongest < LEAST_A) return 0;
  const used = currentsA.filter((amps) => amps > strongest * USED_SHARE).length;
  return used === 1 || used === 2 ? used : 3;
}

export function createMinuteTrace(chargePointId: string): MinuteTrace {
  let held: { readonly look: TraceLook; readonly untilMs: number } | undefined;
  let countedMs = 0;
  let minute: Minute | undefined;

  function close(): readonly TracePoint[] {
    const closed = minute;
    minute = undefined;
    return closed === undefined ? [] : [pointOf(chargePointId, closed)];
  }

  function pass(nowMs: number): readonly TracePoint[] {
    const points: TracePoint[] = [];
    const untilMs = Math.min(nowMs, held?.untilMs ?? nowMs);
    while (held !== undefined && countedMs < untilMs) {
      const minuteMs = Math.floor(countedMs / MINUTE_MS) * MINUTE_MS;
      const endMs = Math.min(untilMs, minuteMs + MINUTE_MS);
      if (minute?.minuteMs !== minuteMs) points.push(...close());
      minute = withLook(minute, minuteMs, held.look, endMs - countedMs);
      countedMs = endMs;
    }
    if (minute !== undefined && minute.minuteMs + MINUTE_MS <= nowMs) points.push(...close());
    return points;
  }

  return {
    pass,
    take(look, nowMs) {
      const points = pass(nowMs);
      held = look && { look, untilMs: nowMs + MINUTE_MS };
      countedMs = nowMs;
      return points;
    },
  };
}

function withLook(before: Minute | undefined, minuteMs: number, look: TraceLook, lengthMs: number): Minute {
  const { gridW, carW, solarW, setPointA, phases } = look;
  return {
    minuteMs,
    lengthMs: (before?.lengthMs ?? 0) + lengthMs,
    car: (before?.car ?? 0) + carW * lengthMs,
    solar: (before?.solar ?? 0) + solarW * lengthMs,
    grid: (before?.grid ?? 0) + (gridW ?? 0) * lengthMs,
    gridMs: (before?.gridMs ?? 0) + (gridW === null ? 0 : lengthMs),
    setPointA,
    // Between two ways of charging no current flows for some seconds.
    phases: phases === 0 ? (before?.phases ?? 0) : phases,
  };
}

/** Nobody looks at less than a watt. */
function pointOf(chargePointId: string, minute: Minute): TracePoint {
  const { minuteMs, lengthMs, car, solar, grid, gridMs, setPointA, phases } = minute;
  return {
    chargePointId,
    minuteMs,
    gridW: gridMs === 0 ? null : Math.round(grid / gridMs),
    carW: Math.round(car / lengthMs),
    solarW: Math.round(solar / lengthMs),
    setPointA,
    phases,
  };
}
