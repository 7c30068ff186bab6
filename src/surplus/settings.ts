import type { JsonValue } from '../json.js';
import type { FailSafe } from './fail-safe.js';

/** What the owner may set for one charger; every value is a topic of its own below `<base>/surplus/<charger>/`. */

/**
 * `off` no charging · `pv` surplus only · `min_pv` never below the minimum · `fast` all the installation allows ·
 * `plan` so much energy until a time, from the sun as far as it goes · `native` the charger's own logic decides.
 */
export const SURPLUS_MODES = ['off', 'pv', 'min_pv', 'fast', 'plan', 'native'] as const;
export type SurplusMode = (typeof SURPLUS_MODES)[number];

/** `balanced`: the prices decide · `never_import`: the grid is for emergencies · `gentle`: few changes. */
export type SurplusProfile = 'balanced' | 'never_import' | 'gentle';

/** `auto` switches between one and three phases. */
export type PhasePolicy = 'auto' | 1 | 3;

/** Who gets the surplus first: the house's battery up to a state of charge, or the car. */
export type BatteryPriority = 'battery' | 'car';

export interface SurplusSettings {
  readonly mode: SurplusMode;
  /** Nobody has chosen a mode: it is `off`, and the charger is left alone. */
  readonly handsOff: boolean;
  readonly profile: SurplusProfile;
  readonly phasePolicy: PhasePolicy;
  /** Power at the grid connection to aim at, W, import positive. */
  readonly targetGridPowerW: number;
  /** The car's limits that the owner wants, A a phase; the charger's own limits always hold too. */
  readonly minCurrentA: number;
  readonly maxCurrentA: number;
  /** Prices in any currency a kWh. */
  readonly importPricePerKwh: number;
  readonly feedInPricePerKwh: number;
  /** What a kWh in the car is worth: for example what it costs at night. Absent: midway between the two prices. */
  readonly carEnergyValuePerKwh?: number;
  /** Most that the house may draw from the grid, W, car included; no mode exceeds it. Absent: no such limit. */
  readonly houseLimitW?: number;
  /** Most that the house may draw on a phase, A, car included. Absent: no such limit. */
  readonly houseLimitA?: number;
  /** Rank among the chargers behind one meter, 1 to 10; 1 comes first. */
  readonly priority: number;
  readonly batteryPriority: BatteryPriority;
  /** State of charge from which on the car comes before the battery, %. */
  readonly batteryFirstUntilPercent: number;
  /** Of mode `plan`: energy for the car, Wh, and until when: a time of day, or a moment with its zone. */
  readonly planEnergyWh?: number;
  readonly planUntil?: string;
  /** Prices by the hour as the owner sent them; absent: those of the charger, if it has any. */
  readonly prices?: JsonValue;
  /** Shortest times of charging, of not charging, and on one number of phases, s. */
  readonly minOnS: number;
  readonly minOffS: number;
  readonly minPhaseS: number;
  /** How long the last set-point stands when the meter's readings stay away, then how long the minimum, s. */
  readonly meterHoldS: number;
  readonly meterMinimumS: number;
  /** What becomes of the charger when the controller is gone, and after how long a silence, s. */
  readonly failSafe: FailSafe;
  readonly failSafeS: number;
}

export const DEFAULT_SETTINGS: SurplusSettings = {
  mode: 'off',
  handsOff: true,
  profile: 'balanced',
  phasePolicy: 'auto',
  targetGridPowerW: 0,
  minCurrentA: 6,
  maxCurrentA: 32,
  importPricePerKwh: 0.32,
  feedInPricePerKwh: 0.08,
  priority: 1,
  batteryPriority: 'battery',
  batteryFirstUntilPercent: 100,
  minOnS: 60,
  minOffS: 60,
  minPhaseS: 60,
  meterHoldS: 10,
  meterMinimumS: 540,
  failSafe: 'keep',
  failSafeS: 60,
};
