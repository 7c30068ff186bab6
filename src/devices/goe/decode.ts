import { isJsonObject, type JsonObject, type JsonValue } from '../../json.js';
import type { WriteAnswer } from '../device.js';
import { DeviceError } from '../device-error.js';
import { parseJsonBody } from '../json-body.js';
import type { GoeValues } from './transport.js';

/**
 * Reads the body of `/api/status`. Values stay as the charger sent them: unknown keys, unknown codes, nulls, and
 * error texts where numbers belong (`tma`) are the business of whoever shows them.
 * @throws DeviceError `invalid_json`, `invalid_response`
 */
export function decodeStatus(body: string, who = 'the charger'): GoeValues {
  const status = parseJsonBody(body, who);
  if (isJsonObject(status)) return new Map(Object.entries(status));
  throw new DeviceError(
    'invalid_response',
    `The answer of ${who} is JSON, but not an object of keys and values. Is this another device?`,
  );
}

/**
 * Reads the body of `/api/set`: per key `true`, or a text that says what is wrong.
 * @returns undefined when the body is not JSON, or does not mention any of the keys
 */
export function decodeSetAnswer(
  body: string,
  keys: readonly string[],
): ReadonlyMap<string, WriteAnswer> | undefined {
  const answer = jsonObject(body);
  if (answer === undefined || !keys.some((key) => Object.hasOwn(answer, key))) return undefined;
  return new Map(
    keys.map((key) => [key, wordOn(Object.hasOwn(answer, key) ? answer[key] : undefined)] as const),
  );
}

function jsonObject(body: string): JsonObject | undefined {
  try {
    const parsed = JSON.parse(body) as JsonValue;
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function wordOn(answer: JsonValue | undefined): WriteAnswer {
  if (answer === true) return { ok: true };
  if (answer === undefined) return { ok: false, reason: 'the charger did not answer for this key' };
  return { ok: false, reason: typeof answer === 'string' ? answer : JSON.stringify(answer) };
}
