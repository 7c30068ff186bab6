import type { CommandErrorCode } from '../bridge/command-error.js';
import { isJsonObject, type JsonObject, type JsonValue, jsonEquals } from '../json.js';

/** The result of a command as the bridge publishes it. */
export type CommandResult =
  | { readonly ok: true; readonly value: JsonValue; readonly whole: JsonObject }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly whole: JsonObject };

/** @returns undefined for what is no result */
export function readResult(payload: string): CommandResult | undefined {
  const whole = parse(payload);
  if (!isJsonObject(whole)) return undefined;
  const { ok, value = null, error } = whole;
  if (ok === true) return { ok, value, whole };
  if (ok !== false || !isJsonObject(error)) return undefined;
  const { code, message } = error;
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  return { ok, code, message, whole };
}

export function parse(payload: string): JsonValue | undefined {
  try {
    return JSON.parse(payload) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Found before the device is asked: the newest command is answered while older ones may still wait. */
const REFUSED_AT_ONCE: ReadonlySet<string> = new Set([
  'unknown_key',
  'read_only',
  'not_allowed',
  'invalid_json',
  'invalid_type',
  'out_of_range',
] satisfies CommandErrorCode[]);

/**
 * Which of the commands that wait for their results this one belongs to. Results carry no id: a success is told by its
 * value, a failure by when its kind is found.
 * @param waiting ours and those of others, oldest first
 */
export function answeredBy<C extends { readonly values: JsonValue | undefined }>(
  waiting: readonly C[],
  result: CommandResult,
): C | undefined {
  if (result.ok) {
    return (
      waiting.find(({ values }) => jsonEquals(values, result.value)) ??
      waiting.find(({ values }) => namesOf(values) === namesOf(result.value))
    );
  }
  // Nobody here sends retained commands.
  if (result.code === 'retained') return undefined;
  return REFUSED_AT_ONCE.has(result.code) ? waiting.at(-1) : waiting[0];
}

/** The bridge shows the code of an option where somebody sent its words. */
const namesOf = (values: JsonValue | undefined): string =>
  isJsonObject(values) ? Object.keys(values).sort().join() : '';
