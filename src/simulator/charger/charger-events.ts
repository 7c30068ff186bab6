import { type ChargerState, carState } from './charger-state.js';
import { openContactor } from './contactor.js';
import { startHistory } from './history.js';
import { MODEL_STATUS } from './permission.js';
import { NO_SURPLUS } from './surplus-logic.js';

/** What people and the mains do to the charger. */

/** The cable goes in: a session begins, at once without a card where access is open. */
export function plugIn(state: ChargerState): void {
  if (state.plugged) return;
  state.plugged = true;
  state.energy.sessionWs = 0;
  state.energy.chargingS = 0;
  state.settings.trx = state.settings.acs === 0 ? 0 : null;
}

/** The cable comes out: `frc` falls back to 0 and the transaction ends. */
export function unplug(state: ChargerState): void {
  if (!state.plugged) return;
  state.plugged = false;
  state.settings.frc = 0;
  state.settings.trx = null;
  state.contactor = openContactor(state.contactor.phases);
}

/** A card is held to the charger: it ends the transaction of the same card, or begins one. */
export function readCard(state: ChargerState, index: number, second: number): void {
  state.lastCard = { index, readS: second };
  if (!state.plugged || state.settings.acs === 0) return;
  state.settings.trx = state.settings.trx === index + 1 ? null : index + 1;
}

/** Power off and on: settings and counters stay, everything temporary is lost. */
export function reboot(state: ChargerState, second: number): void {
  state.bootedAtS = second;
  state.reboots++;
  state.settings.tcl = null;
  state.surplus = NO_SURPLUS;
  state.lastCard = null;
  state.contactor = openContactor(state.contactor.phases);
  state.history = startHistory({
    car: carState(state),
    allowed: false,
    modelStatus: MODEL_STATUS.noChargeControl,
  });
}
