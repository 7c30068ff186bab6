import type { ChargerReading } from './readings.js';

/** What the plugged-in car does with what it is offered, learned while it charges steadily. */
export interface CarModel {
  /** @param offeredA effective offer; undefined while a change is under way and nothing can be learned */
  take(reading: ChargerReading, offeredA: number | undefined, offeredPhases: 1 | 3): void;
  /** Most that the car takes a phase, A; Infinity until it took less than was offered. */
  readonly maxA: number;
  /** Phases that the car uses when three are offered; undefined until seen. */
  readonly phases: 1 | 2 | 3 | undefined;
  /** Another car may come, or the same one in another mood. */
  forget(): void;
  /** The limit may have been the battery's or the heat's: try again at the next start. */
  forgetLimit(): void;
}

const LEARN_S = 10;
const LESS_A = 0.7;
const MORE_A = 0.3;
/** A phase counts as used above this share of the strongest. */
const USED_SHARE = 0.3;

export function createCarModel(): CarModel {
  let maxA = Number.POSITIVE_INFINITY;
  let phases: 1 | 2 | 3 | undefined;
  let belowSinceMs: number | undefined;
  let phasesSinceMs: number | undefined;

  function learnLimit(reading: ChargerReading, amps: number, offeredA: number) {
    if (amps > maxA + MORE_A) maxA = amps >= offeredA - MORE_A ? Number.POSITIVE_INFINITY : amps;
    if (amps >= Math.min(offeredA, maxA) - LESS_A) {
      belowSinceMs = undefined;
      return;
    }
    belowSinceMs ??= reading.measuredAtMs;
    if (reading.measuredAtMs - belowSinceMs >= LEARN_S * 1000) maxA = amps;
  }

  function learnPhases(reading: ChargerReading, amps: number) {
    phasesSinceMs ??= reading.measuredAtMs;
    if (reading.measuredAtMs - phasesSinceMs < (LEARN_S * 1000) / 2) return;
    const used = reading.currentsA.filter((current) => current > amps * USED_SHARE).length;
    phases = used === 1 || used === 2 ? used : 3;
  }

  return {
    take(reading, offeredA, offeredPhases) {
      const amps = Math.max(...reading.currentsA);
      if (offeredA === undefined || amps < 1 || reading.car !== 2) {
        belowSinceMs = phasesSinceMs = undefined;
        return;
      }
      learnLimit(reading, amps, offeredA);
      if (offeredPhases === 3) learnPhases(reading, amps);
      else phasesSinceMs = undefined;
    },
    get maxA() {
      return maxA;
    },
    get phases() {
      return phases;
    },
    forget() {
      maxA = Number.POSITIVE_INFINITY;
      phases = belowSinceMs = phasesSinceMs = undefined;
    },
    forgetLimit() {
      maxA = Number.POSITIVE_INFINITY;
      belowSinceMs = undefined;
    },
  };
}
