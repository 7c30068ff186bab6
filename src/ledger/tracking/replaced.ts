import { HOUR_MS } from '../../time-spans.js';
import type { LastLook } from './charger-memory.js';
import type { TrackedReading } from './charger-reading.js';
import { hasRebooted } from './interval.js';

/** A counter of all energy that falls by more is that of another charger; by less, noise. */
export const REPLACED_WH = 1000;
/** No charger gives more, W; as much and a bit would be another charger's counter too. */
const HIGHEST_W = 50_000;

/** Whether this is another charger than the one of the last look, or one whose counter began somewhere else. */
export function isReplaced(last: LastLook, reading: TrackedReading): boolean {
  const { serial, counterWh, sinceBootMs } = reading;
  if (serial !== undefined && last.serial !== null && serial !== last.serial) return true;
  if (counterWh === undefined || last.counterWh === null) return false;
  const grownWh = counterWh - last.counterWh;
  if (grownWh < -REPLACED_WH) return true;
  // Only the charger's own clock is trusted here, as long as it runs on.
  if (sinceBootMs === undefined || last.sinceBootMs === null || hasRebooted(last, reading)) return false;
  const elapsedMs = Math.max(0, sinceBootMs - last.sinceBootMs);
  return grownWh > REPLACED_WH + (HIGHEST_W * elapsedMs) / HOUR_MS;
}

/** A charger that has just started may show nothing on its counter for a moment: that is no reading. */
export function withoutEmptyCounter(last: LastLook | null, reading: TrackedReading): TrackedReading {
  if (reading.counterWh !== 0 || last === null || last.counterWh === null) return reading;
  const { counterWh, ...others } = reading;
  return others;
}
