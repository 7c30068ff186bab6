/** An electric car as the charger sees it. */
export interface CarOptions {
  /** Phases that its on-board charger uses. */
  readonly phases: 1 | 2 | 3;
  /** Most that it takes on each phase, in A. */
  readonly maxA: number;
  /** Energy between empty and full, in Wh at the charge point. */
  readonly capacityWh: number;
  /** Energy in the battery at the start, in Wh. */
  readonly chargedWh: number;
  /** Energy of a trip: what is missing when it comes back from its hours away, in Wh. */
  readonly tripWh: number;
  /** Seconds until it follows a lower current; at least 1. */
  readonly reactionDownS: number;
  /** Seconds until it follows a higher current, or starts; at least `reactionDownS`. */
  readonly reactionUpS: number;
  readonly rampUpAPerS: number;
  readonly rampDownAPerS: number;
}

export const DEFAULT_CAR: CarOptions = {
  phases: 3,
  maxA: 16,
  capacityWh: 60_000,
  chargedWh: 24_000,
  tripWh: 9_000,
  reactionDownS: 3,
  reactionUpS: 5,
  rampUpAPerS: 2,
  rampDownAPerS: 4,
};

/** Charging by cable needs at least 6 A (IEC 61851-1); a lower offer is none. */
export const MIN_CURRENT_A = 6;
/** In the last part of the battery the car takes less and less. */
const TAPER_SHARE = 0.05;

export interface Car {
  readonly options: CarOptions;
  /** Takes no more energy. */
  readonly full: boolean;
  /** In Wh, 0 to the capacity. */
  readonly chargedWh: number;

  /**
   * One second at the cable.
   * @param offeredA current that the charger allows on each phase; 0: none; null: the contactor is open
   * @returns current drawn on each of its phases, in A
   */
  step(offeredA: number | null): number;

  /** Energy drawn in the second of the last step, in Ws. */
  store(energyWs: number): void;

  /** Uses energy on the road, as far as there is any. */
  drive(energyWh: number): void;
}

export function createCar(options: CarOptions): Car {
  /** Newest offer first. */
  const offers = new Array<number>(options.reactionUpS + 1).fill(0);
  const capacityWs = options.capacityWh * 3600;
  let storedWs = Math.min(capacityWs, options.chargedWh * 3600);
  let currentA = 0;

  /** A rise counts when it has lasted for the longer reaction time, a fall already after the shorter one. */
  function noticedA(): number {
    let leastA = Number.POSITIVE_INFINITY;
    for (let age = options.reactionDownS; age < offers.length; age++) {
      leastA = Math.min(leastA, offers[age] ?? 0);
    }
    return leastA;
  }

  function appetiteA(): number {
    const missing = (capacityWs - storedWs) / (capacityWs * TAPER_SHARE);
    return missing <= 0 ? 0 : Math.min(options.maxA, Math.max(MIN_CURRENT_A, options.maxA * missing));
  }

  return {
    options,
    get full() {
      return storedWs >= capacityWs;
    },
    get chargedWh() {
      return storedWs / 3600;
    },
    step(offeredA) {
      if (offeredA === null) offers.fill(0);
      offers.pop();
      offers.unshift(offeredA === null || offeredA < MIN_CURRENT_A ? 0 : offeredA);
      const wantedA = Math.min(noticedA(), appetiteA());
      if (wantedA === 0) currentA = 0;
      else if (wantedA > currentA) currentA = Math.min(wantedA, currentA + options.rampUpAPerS);
      else currentA = Math.max(wantedA, currentA - options.rampDownAPerS);
      return currentA;
    },
    store(energyWs) {
      storedWs = Math.min(capacityWs, storedWs + energyWs);
    },
    drive(energyWh) {
      storedWs = Math.max(0, storedWs - energyWh * 3600);
    },
  };
}
