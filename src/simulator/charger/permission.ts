import type { ChargerSettings } from './settings.js';

/** Values of `modelStatus` that the simulated charger can show (vendor's key list). */
export const MODEL_STATUS = {
  noChargeControl: 0,
  overTemperature: 1,
  accessControl: 2,
  forcedOn: 3,
  forcedOff: 4,
  energyLimit: 6,
  nextTrip: 10,
  surplus: 12,
  fallback: 15,
  waitsForPriceOrSurplus: 17,
  nextTripReached: 18,
  pauseNotAllowed: 20,
  phaseSwitch: 23,
  error: 26,
} as const;

export interface PermissionFacts {
  readonly booting: boolean;
  /** Code of `err`; 0 none. */
  readonly error: number;
  /** Highest current that the temperature permits, in A. */
  readonly temperatureA: number;
  readonly sessionWh: number;
  /** The charger's own surplus logic has fresh data and enough power. */
  readonly surplusWanted: boolean;
}

export interface Permission {
  /** `alw`. */
  readonly allowed: boolean;
  readonly modelStatus: number;
}

const yes = (modelStatus: number): Permission => ({ allowed: true, modelStatus });
const no = (modelStatus: number): Permission => ({ allowed: false, modelStatus });

function byLogicMode(settings: ChargerSettings, facts: PermissionFacts): Permission {
  if (settings.lmo === 4) {
    if (settings.fup && !settings.acp && !facts.surplusWanted) return yes(MODEL_STATUS.pauseNotAllowed);
    const surplus = settings.fup && facts.surplusWanted;
    return surplus ? yes(MODEL_STATUS.surplus) : no(MODEL_STATUS.waitsForPriceOrSurplus);
  }
  if (settings.lmo === 5) {
    return facts.sessionWh < settings.ate ? yes(MODEL_STATUS.nextTrip) : no(MODEL_STATUS.nextTripReached);
  }
  return yes(MODEL_STATUS.fallback);
}

/** Whether the charger lets the car charge, and why; the first reason that applies counts. */
export function permission(settings: ChargerSettings, facts: PermissionFacts): Permission {
  if (facts.booting) return no(MODEL_STATUS.noChargeControl);
  if (facts.error !== 0) return no(MODEL_STATUS.error);
  if (facts.temperatureA === 0) return no(MODEL_STATUS.overTemperature);
  if (settings.acs !== 0 && settings.trx === null) return no(MODEL_STATUS.accessControl);
  if (settings.frc === 1) return no(MODEL_STATUS.forcedOff);
  if (settings.frc === 2) return yes(MODEL_STATUS.forcedOn);
  if (settings.dwo !== null && facts.sessionWh >= settings.dwo) return no(MODEL_STATUS.energyLimit);
  return byLogicMode(settings, facts);
}

/** What the charger shows while the phases change: it does not charge, although it will. */
export const DURING_PHASE_SWITCH: Permission = no(MODEL_STATUS.phaseSwitch);
