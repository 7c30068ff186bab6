import type { JsonValue } from '../json.js';
import { DeviceError } from './device-error.js';

/**
 * Reads the body of an answer as JSON. A number that no computer can hold (`1e999`) is missing: its member is left
 * out of an object, and is `null` in an array.
 * @param who the device in words, for the message: `the poweropti at 192.168.1.50`
 * @throws DeviceError `invalid_json`
 */
export function parseJsonBody(body: string, who: string): JsonValue {
  let parsed: JsonValue | undefined;
  try {
    parsed = JSON.parse(body, withoutInfinity) as JsonValue | undefined;
  } catch {
    // The cause is left out: a SyntaxError quotes the text around the fault, which may hold secrets of the device.
    throw new DeviceError('invalid_json', whatItIs(body.trim(), who));
  }
  return parsed ?? null;
}

function withoutInfinity(this: unknown, _member: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Array.isArray(this) ? null : undefined;
}

function whatItIs(body: string, who: string): string {
  if (body === '') return `The answer of ${who} is empty.`;
  if (body.startsWith('<')) return `The answer of ${who} is a web page, not JSON. Is this another device?`;
  if (/^[{[]/.test(body) && !/[}\]]$/.test(body))
    return `The answer of ${who} is cut off: its JSON has no end.`;
  return `The answer of ${who} is not JSON.`;
}
