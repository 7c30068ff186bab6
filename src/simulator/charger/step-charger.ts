import { MIN_CURRENT_A } from '../car.js';
import { type ChargerState, carState, isBooting } from './charger-state.js';
import { type Contactor, stepContactor } from './contactor.js';
import { countEnergy, type PhaseValues } from './energy-meter.js';
import { noteChanges } from './history.js';
import { currentLimits, effectiveLimitA } from './limits.js';
import { DURING_PHASE_SWITCH, permission } from './permission.js';
import { wantedPhases } from './settings.js';
import { stepSurplus } from './surplus-logic.js';
import { takeOver } from './take-over.js';

/** `tcl` ends by itself (vendor's key list). */
const TCL_VALID_S = 600;

function takeOverWrites(state: ChargerState, second: number): void {
  const writes = state.pending;
  if (writes.length > 0) state.pending = [];
  for (const [key, value] of writes) takeOver(state, key, value, second);
  if (state.settings.tcl !== null && second - state.tclWrittenS >= TCL_VALID_S) state.settings.tcl = null;
}

/** Whether current may flow, and how much. */
function decide(state: ChargerState, second: number): boolean {
  const { settings, temperature, energy, plugged } = state;
  const isSurplusCharging = settings.lmo === 4 && settings.fup && settings.frc !== 2;
  // Without surplus it charges only because it may not pause: at the minimum.
  const surplusA = isSurplusCharging ? (state.surplus.currentA ?? MIN_CURRENT_A) : null;
  const temperatureA = temperature.limitA;
  state.permission = permission(settings, {
    booting: isBooting(state, second),
    error: state.error,
    temperatureA,
    sessionWh: energy.sessionWs / 3600,
    surplusWanted: state.surplus.currentA !== null,
  });
  state.limits = currentLimits(settings, state.options, { plugged, temperatureA, surplusA });
  const enough = effectiveLimitA(state.limits) >= MIN_CURRENT_A;
  return state.permission.allowed && enough && plugged && !state.car.full;
}

function flowing(contactor: Contactor): boolean {
  return contactor.state === 'closed' || contactor.state === 'stopping';
}

/** Current and power of the second that begins. */
function draw(state: ChargerState, voltageV: PhaseValues): PhaseValues {
  const { contactor, car } = state;
  const offeredA = contactor.state === 'closed' ? effectiveLimitA(state.limits) : 0;
  state.currentA = car.step(flowing(contactor) ? offeredA : null);
  state.phasesUsed = state.currentA > 0 ? Math.min(contactor.phases, car.options.phases) : 0;
  const watts = (phase: number, volts: number) =>
    phase < state.phasesUsed ? Math.round(state.currentA * volts) : 0;
  return [watts(0, voltageV[0]), watts(1, voltageV[1]), watts(2, voltageV[2])];
}

/**
 * The charger, and the car on its cable, one second later.
 * @param voltageV voltages of L1 to L3
 * @returns power drawn during this second in whole W
 */
export function stepCharger(state: ChargerState, second: number, voltageV: PhaseValues): number {
  takeOverWrites(state, second);
  const { settings, energy } = state;
  state.surplus = stepSurplus(state.surplus, second, energy.totalW, settings);
  const charge = decide(state, second);
  const phases = wantedPhases(settings.psm, settings.lmo === 4 && settings.fup ? state.surplus.phases : 3);
  state.contactor = stepContactor(state.contactor, second, { charge, phases, currentA: state.currentA });
  if (state.contactor.state === 'switching' && state.permission.allowed) {
    state.permission = DURING_PHASE_SWITCH;
  }
  countEnergy(energy, draw(state, voltageV), settings.trx === null ? undefined : settings.trx - 1);
  state.car.store(energy.totalW);
  state.temperature.step(state.currentA, state.phasesUsed);
  state.history = noteChanges(state.history, second, { car: carState(state), ...state.permission });
  return energy.totalW;
}
