import type { JsonValue } from '../json.js';
import type { CommandError } from './command-error.js';

/** A wish that came in on a set-topic and passed every check that needs no device. */
export interface Command {
  /** The values to write, in the order in which they were given; one request writes them all. */
  readonly values: ReadonlyMap<string, JsonValue>;

  /** Ends the command with its one result. */
  readonly answer: (outcome: Outcome) => void;
}

/** `confirmed`: the device showed the value when it was read back; false for keys that cannot be read. */
export type Outcome =
  | { readonly ok: true; readonly confirmed: boolean }
  | { readonly ok: false; readonly error: CommandError };

/** The payload of a result topic. `key` is left out for a command of several keys. */
export function resultPayload(key: string | undefined, value: JsonValue, outcome: Outcome): string {
  const named = key === undefined ? {} : { key };
  if (outcome.ok) return JSON.stringify({ ok: true, ...named, value, confirmed: outcome.confirmed });
  const { code, message } = outcome.error;
  return JSON.stringify({ ok: false, ...named, error: { code, message } });
}
