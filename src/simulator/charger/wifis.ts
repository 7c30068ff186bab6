import { isJsonObject, type JsonValue } from '../../json.js';

/** `wifis`: a password can be written, but only whether there is one is shown. */
export const INITIAL_WIFIS: readonly JsonValue[] = [
  { ssid: 'Home', key: true },
  ...new Array<JsonValue>(9).fill({ ssid: '', key: false }),
];

/** Only the members that are sent change; `{}` leaves an entry as it is. */
export function mergeWifis(stored: JsonValue | undefined, sent: JsonValue): JsonValue {
  const entries = Array.isArray(stored) ? stored : INITIAL_WIFIS;
  const changes = Array.isArray(sent) ? sent : [];
  return entries.map((entry: JsonValue, index): JsonValue => {
    const change: JsonValue | undefined = changes[index];
    if (!isJsonObject(entry) || !isJsonObject(change)) return entry;
    const { key = entry['key'] ?? false } = change;
    return { ...entry, ...change, key: key !== false && key !== '' };
  });
}
