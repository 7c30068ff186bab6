import type { JsonValue } from '../json.js';

/** A value as MQTT payload: its JSON text, except that a string is sent as it is, without quotes. */
export function payloadOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
