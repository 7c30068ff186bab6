import type { LastLook } from './charger-memory.js';
import type { TrackedReading } from './charger-reading.js';
import type { Interval } from './interval.js';

/** Whose energy it was that flowed between two readings, Wh. The three, in the order of time, add up to all of it. */
export interface Attribution {
  /** Of the session that was open; of none, if none was. */
  readonly openWh: number;
  /** Of a car that came and went between the open session and the newest one; 0: there was none. */
  readonly unseenWh: number;
  /** Of the newest session; undefined: nobody was plugged in meanwhile. */
  readonly newestWh: number | undefined;
}

/** Less than this is no proof of a car that nobody saw: counters of one charger may disagree by a little. */
const PROOF_WH = 50;
const TOLERANCE_WH = 2;
const CHANGED_WH = 5;

/** Whether another car than the one of the open session is, or was, plugged in. */
function isAnother(last: LastLook, interval: Interval, reading: TrackedReading, plugged: boolean): boolean {
  if (interval.pluggedInAtMs !== undefined) return true;
  const { carWh } = reading;
  if (carWh === undefined || last.carWh === null) return false;
  // A counter that falls when the cable comes out is no other car yet.
  if (interval.carCounterFell) return plugged || Math.min(carWh, interval.energyWh) >= PROOF_WH;
  if (interval.rebooted) return false;
  // More flowed than this car's counter grew by: the rest of the first car, and then all of the second.
  return last.carWh > PROOF_WH && interval.energyWh >= carWh - TOLERANCE_WH;
}

/** Whether a car came and left while nobody looked. */
function isProven({ carWh: lastWh }: LastLook, interval: Interval, { carWh }: TrackedReading): boolean {
  if (interval.pluggedInAtMs !== undefined) return true;
  if (interval.energyWh < PROOF_WH) return false;
  if (carWh === undefined || lastWh === null) return interval.isGap;
  return Math.abs(carWh - lastWh) > CHANGED_WH || interval.energyWh >= carWh - TOLERANCE_WH;
}

/**
 * Decides by the charger's counters and clock whether the car is still the same.
 * @param wasOpen whether a session was open at the last reading
 * @param plugged whether a car is plugged in now
 */
export function attribute(
  last: LastLook,
  interval: Interval,
  reading: TrackedReading,
  wasOpen: boolean,
  plugged: boolean,
): Attribution {
  const { energyWh } = interval;
  const ofCarWh = Math.min(energyWh, Math.max(0, reading.carWh ?? (wasOpen ? 0 : energyWh)));
  if (wasOpen) {
    return isAnother(last, interval, reading, plugged)
      ? { openWh: energyWh - ofCarWh, unseenWh: 0, newestWh: ofCarWh }
      : { openWh: energyWh, unseenWh: 0, newestWh: undefined };
  }
  if (!plugged && !isProven(last, interval, reading))
    return { openWh: energyWh, unseenWh: 0, newestWh: undefined };
  const restWh = energyWh - ofCarWh;
  return restWh < PROOF_WH
    ? { openWh: 0, unseenWh: 0, newestWh: energyWh }
    : { openWh: 0, unseenWh: restWh, newestWh: ofCarWh };
}
