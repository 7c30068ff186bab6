import type { CarOptions } from './car.js';
import type { ChargerOptions } from './charger/charger-state.js';
import type { Weather } from './clouds.js';
import type { MeterOptions } from './meter.js';
import type { SolarPlant } from './sun.js';

export interface WorldOptions {
  /** Time of the devices in the first second, in ms since 1970. */
  readonly originMs: number;
  /** Time that sky and household take the first second for, in ms since 1970; default `DEMO_SKY_MS`. */
  readonly skyMs?: number;
  readonly seed?: number;
  readonly weather?: Weather;
  readonly plant?: Partial<SolarPlant>;
  /** What else draws behind the meter now, in whole W: the car at another charger, for example. */
  readonly otherLoadW?: () => number;
  readonly car?: Partial<CarOptions>;
  /** Whether the car is plugged in at the start; default true. */
  readonly plugged?: boolean;
  /** Hours of the day (0 to 24, by the sun) between which the car is away, for example [8, 17]; default never. */
  readonly awayHours?: readonly [from: number, to: number];
  readonly charger?: Partial<ChargerOptions>;
  readonly meter?: Partial<MeterOptions>;
}

/** 21 June 2026, about 10:10 by the sun in the middle of Germany: bright from the first second on. */
export const DEMO_SKY_MS = Date.UTC(2026, 5, 21, 9, 30);

export const DEFAULT_PLANT: SolarPlant = {
  latitudeDeg: 51.3,
  longitudeDeg: 9.5,
  peakW: 9_800,
  tiltDeg: 35,
  azimuthDeg: 190,
};
