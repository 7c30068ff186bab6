import { isJsonObject, type JsonObject, type JsonValue } from '../../json.js';
import { reboot } from './charger-events.js';
import type { ChargerState } from './charger-state.js';
import { isObeyed } from './settings.js';
import type { InverterData } from './surplus-logic.js';
import { mergeWifis } from './wifis.js';

function numberIn(object: JsonObject, member: string): number {
  const value = object[member];
  return typeof value === 'number' ? value : 0;
}

function inverterData(value: JsonValue): InverterData | null {
  if (!isJsonObject(value) || typeof value['pGrid'] !== 'number') return null;
  return {
    gridW: value['pGrid'],
    pvW: numberIn(value, 'pPv'),
    batteryW: numberIn(value, 'pAkku'),
  };
}

function renameCards(state: ChargerState, cards: JsonValue): void {
  if (!Array.isArray(cards)) return;
  cards.forEach((card: JsonValue, index) => {
    if (isJsonObject(card) && typeof card['name'] === 'string') {
      state.written.set(`c${index}n`, card['name']);
    }
  });
}

function clearCard(state: ChargerState, index: JsonValue): void {
  if (typeof index !== 'number' || state.energy.cardWs[index] === undefined) return;
  state.energy.cardWs[index] = 0;
  state.written.set(`c${index}n`, '');
  state.written.set(`c${index}i`, false);
}

type Effect = (state: ChargerState, value: JsonValue, second: number) => void;

/** Writes that do more than to be stored. */
const EFFECTS = new Map<string, Effect>([
  [
    'tcl',
    (state, value, second) => {
      state.settings.tcl = typeof value === 'number' ? value : null;
      state.tclWrittenS = second;
    },
  ],
  [
    'fsp',
    (state, value) => {
      state.settings.psm = value === true ? 1 : 2;
    },
  ],
  [
    'ids',
    (state, value, second) => {
      const data = inverterData(value);
      if (data !== null) state.surplus = { ...state.surplus, data, receivedAtS: second };
    },
  ],
  ['cards', renameCards],
  [
    'wifis',
    (state, value) => {
      state.written.set('wifis', mergeWifis(state.written.get('wifis'), value));
    },
  ],
  ['del', clearCard],
  ['rst', (state, _value, second) => reboot(state, second)],
]);

/** What a validated write does in the charger's logic. */
export function takeOver(state: ChargerState, key: string, value: JsonValue, second: number): void {
  const effect = EFFECTS.get(key);
  if (effect !== undefined) effect(state, value, second);
  else if (isObeyed(state.settings, key)) Object.assign(state.settings, { [key]: value });
  else state.written.set(key, value);
}
