import type { Datapoint } from '../../devices/datapoint.js';
import type { JsonObject, JsonValue } from '../../json.js';
import type { ChargerFault } from '../faults.js';
import { defaultValue } from './default-value.js';
import type { KeySet } from './key-set.js';
import { LIVE_VALUES, type Moment } from './live-values.js';
import { isObeyed } from './settings.js';

function storedValue({ charger }: Moment, row: Datapoint): JsonValue {
  if (isObeyed(charger.settings, row.key)) return charger.settings[row.key];
  const written = charger.written.get(row.key);
  return written === undefined ? defaultValue(row) : written;
}

function readValue(moment: Moment, row: Datapoint, { firmware }: KeySet): JsonValue {
  if (row.key === 'fwv') return firmware.version;
  const live = LIVE_VALUES.get(row.key);
  const value = live === undefined ? storedValue(moment, row) : live(moment);
  return firmware.booleans.has(row.key) ? value !== 0 : value;
}

/** Values of these keys; a key that cannot be read is left out. */
export function readStatus(moment: Moment, keys: readonly string[], keySet: KeySet): JsonObject {
  const status: Record<string, JsonValue> = {};
  for (const key of keys) {
    const row = keySet.row(key);
    if (row !== undefined && row.access !== 'W') status[key] = readValue(moment, row, keySet);
  }
  return status;
}

/** Replaces only what was asked for. */
function replace(status: JsonObject, values: JsonObject): JsonObject {
  const asked = Object.entries(values).filter(([key]) => Object.hasOwn(status, key));
  return { ...status, ...Object.fromEntries(asked) };
}

const WRONG_TYPES: JsonObject = {
  car: 'charging',
  alw: 1,
  amp: '6 A',
  eto: 'much',
  wh: null,
  nrg: { power: 4140 },
  tma: 21.5,
  cards: 'none',
  fwv: 60.3,
};
const UNKNOWN_KEYS: JsonObject = { zq1: 42, zq2: { inner: [true, null, 'text'] } };

/** What faults do to the values of a status. @param full whether no filter was given */
export function distortStatus(
  status: JsonObject,
  faults: ReadonlySet<ChargerFault>,
  { full, firmware }: { readonly full: boolean; readonly firmware: KeySet['firmware'] },
): JsonObject {
  let distorted = status;
  if (faults.has('firmware_update')) distorted = replace(distorted, { fwv: firmware.nextVersion });
  if (faults.has('null_nrg')) distorted = replace(distorted, { nrg: null });
  if (faults.has('error_text_in_tma')) distorted = replace(distorted, { tma: ['sensor error', null] });
  if (faults.has('wrong_types')) distorted = replace(distorted, WRONG_TYPES);
  if (!faults.has('unknown_keys')) return distorted;
  return { ...replace(distorted, { modelStatus: 99 }), ...(full && UNKNOWN_KEYS) };
}
