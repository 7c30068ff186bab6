import type { JsonValue } from '../../json.js';
import type { Car } from '../car.js';
import { type Contactor, openContactor } from './contactor.js';
import { createEnergyMeter, type EnergyMeter } from './energy-meter.js';
import { CAR_CHARGING, CAR_IDLE, type History, startHistory } from './history.js';
import { type CurrentLimits, currentLimits, type Installation } from './limits.js';
import { MODEL_STATUS, type Permission } from './permission.js';
import { type ChargerSettings, initialSettings, wantedPhases } from './settings.js';
import { NO_SURPLUS, type SurplusLogic } from './surplus-logic.js';
import { createTemperature, type Temperature } from './temperature.js';

export interface ChargerOptions extends Installation {
  /** Six digits, as on the label; unless set, it follows from the seed of the house. */
  readonly serialNumber: string;
  readonly name: string;
  readonly ambientC: number;
  /** Reading of `eto` at the start, in Wh. */
  readonly energyWh: number;
  /** Settings that differ from the factory's, as if written before the start. */
  readonly settings: Readonly<Record<string, JsonValue>>;
}

export const DEFAULT_CHARGER: ChargerOptions = {
  serialNumber: '900001',
  name: 'Simulated charger',
  variant: 11,
  cableA: 20,
  adapter: false,
  ambientC: 22,
  energyWh: 1_234_560,
  settings: {},
};

/** Everything that the charger knows, moved on second by second by step-charger.ts. */
export interface ChargerState {
  readonly options: ChargerOptions;
  readonly settings: ChargerSettings;
  /** Values written to keys that change nothing in the simulation. */
  readonly written: Map<string, JsonValue>;
  /** Accepted writes; the charger's logic takes them over in its next second. */
  pending: (readonly [key: string, value: JsonValue])[];
  readonly car: Car;
  plugged: boolean;
  /** `err`. */
  error: number;
  readonly temperature: Temperature;
  readonly energy: EnergyMeter;
  contactor: Contactor;
  surplus: SurplusLogic;
  permission: Permission;
  limits: CurrentLimits;
  /** Current on each phase that is used, in A, and how many are used. */
  currentA: number;
  phasesUsed: number;
  history: History;
  /** Second in which power came on; negative before the start. */
  bootedAtS: number;
  reboots: number;
  tclWrittenS: number;
  /** Index of the last card read, and when. */
  lastCard: { readonly index: number; readonly readS: number } | null;
}

/** Power came on so long before the start. */
const UPTIME_S = 9563;

export function createChargerState(options: ChargerOptions, car: Car): ChargerState {
  const settings = initialSettings(options.variant);
  const temperature = createTemperature(options.ambientC);
  return {
    options,
    settings,
    written: new Map(),
    pending: Object.entries(options.settings),
    car,
    plugged: false,
    error: 0,
    temperature,
    energy: createEnergyMeter(),
    contactor: openContactor(wantedPhases(settings.psm, 3)),
    surplus: NO_SURPLUS,
    permission: { allowed: false, modelStatus: MODEL_STATUS.noChargeControl },
    limits: currentLimits(settings, options, { plugged: false, temperatureA: 32, surplusA: null }),
    currentA: 0,
    phasesUsed: 0,
    history: startHistory({ car: CAR_IDLE, allowed: false, modelStatus: MODEL_STATUS.noChargeControl }),
    bootedAtS: -UPTIME_S,
    reboots: 7,
    tclWrittenS: 0,
    lastCard: null,
  };
}

const CAR_WAITING = 3;
const CAR_COMPLETE = 4;
const CAR_ERROR = 5;

/** `car`: 1 idle, 2 charging, 3 the charger or the car waits, 4 the car is full, 5 error. */
export function carState(state: ChargerState): number {
  if (state.error !== 0) return CAR_ERROR;
  if (!state.plugged) return CAR_IDLE;
  if (state.currentA > 0) return CAR_CHARGING;
  return state.car.full ? CAR_COMPLETE : CAR_WAITING;
}

/** The charger connects to nothing for so long after power came on. */
export const BOOT_S = 10;

export function isBooting(state: ChargerState, second: number): boolean {
  return second - state.bootedAtS < BOOT_S;
}
