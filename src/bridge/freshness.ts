import type { Reading } from '../devices/device.js';
import { MINUTE_MS } from '../time-spans.js';

/** A clock difference that is worth a word; nobody's decisions depend on less. */
const CLOCK_TOLERANCE_MS = MINUTE_MS;

export interface Freshness {
  /** Whether the newest reading may be trusted as the present. */
  readonly fresh: boolean;
  /** What is wrong, for the owner; undefined when all is well. A clock that is off does not make a reading stale. */
  readonly problem?: string;
}

/**
 * Judges a device's own time of measurement. The device's clock may be wrong, so a reading counts as fresh as long
 * as its time moves on, and as stale once it has stood still for `staleAfterMs` (HTTP may well say 200 meanwhile).
 * A device that starts with an old reading is stale until its time moves.
 */
export interface FreshnessJudge {
  /** @param nowMs monotonic time at which the reading came in */
  judge(reading: Reading, nowMs: number): Freshness;
}

export function createFreshnessJudge(staleAfterMs: number): FreshnessJudge {
  let lastMeasuredMs: number | undefined;
  let movedAtMs = Number.NEGATIVE_INFINITY;
  let judgedAtMs = Number.NEGATIVE_INFINITY;
  let last: Freshness = { fresh: true };

  function judgeMeasured(measuredAtMs: number, receivedAtMs: number, nowMs: number): Freshness {
    const ageMs = receivedAtMs - measuredAtMs;
    if (lastMeasuredMs === undefined) movedAtMs = nowMs - Math.max(0, ageMs);
    else if (measuredAtMs !== lastMeasuredMs) movedAtMs = nowMs;
    lastMeasuredMs = measuredAtMs;

    if (nowMs - movedAtMs > staleAfterMs)
      return { fresh: false, problem: standing(measuredAtMs, staleAfterMs) };
    if (ageMs < -CLOCK_TOLERANCE_MS) return { fresh: true, problem: ahead(-ageMs) };
    if (ageMs > Math.max(CLOCK_TOLERANCE_MS, staleAfterMs)) return { fresh: true, problem: behind(ageMs) };
    return { fresh: true };
  }

  return {
    judge({ measuredAtMs, receivedAtMs }, nowMs) {
      if (measuredAtMs !== undefined) {
        last = judgeMeasured(measuredAtMs, receivedAtMs, nowMs);
        judgedAtMs = nowMs;
        return last;
      }
      // Some answers have no time (single keys read back): between two that have one they change nothing.
      return nowMs - judgedAtMs <= staleAfterMs ? last : { fresh: true };
    },
  };
}

function standing(measuredAtMs: number, staleAfterMs: number): string {
  return (
    `its measurements stand still since ${new Date(measuredAtMs).toISOString()}, more than ` +
    `${staleAfterMs / 1000} s: check that the reading head sits on the meter and that the meter is powered`
  );
}

// Rounded to whole minutes, so that the same problem reads the same at every poll.
const minutes = (ms: number): string => `${Math.round(ms / MINUTE_MS)} min`;

const ahead = (ms: number): string =>
  `its measurements are dated ${minutes(ms)} in the future: its clock or this machine's clock is wrong`;

const behind = (ms: number): string =>
  `its measurements are dated ${minutes(ms)} in the past although they move on: its clock or this machine's clock is wrong`;
