import { isJsonObject, type JsonValue } from '../json.js';
import type { Command } from './command.js';
import { CommandError } from './command-error.js';
import { covers, isSameWish, supersededError } from './command-queue.js';

interface Pending {
  readonly command: Command;
  /** Keys that have yet to show, with the values wanted. */
  readonly wanted: Map<string, JsonValue>;
  readonly deadlineMs: number;
}

/** Writes that the device accepted and has yet to show. Times are monotonic. */
export interface Confirmations {
  readonly size: number;

  /** Keys worth reading back now. */
  keys(): string[];

  /**
   * Waits for `wanted` to show; an older command that still waits for other values of the same keys is answered
   * `superseded`.
   */
  add(command: Command, wanted: ReadonlyMap<string, JsonValue>, deadlineMs: number): void;

  /**
   * Answers the commands all of whose values the device has shown since they were written, and those whose time is
   * over. @param values what the device's newest answer holds, and nothing older
   */
  settle(values: ReadonlyMap<string, JsonValue>, nowMs: number): void;

  /** Answers all with this error. */
  refuseAll(error: CommandError): void;
}

export function createConfirmations(): Confirmations {
  let pending: Pending[] = [];

  function drop(entries: readonly Pending[]): void {
    pending = pending.filter((entry) => !entries.includes(entry));
  }

  function refuse(entries: readonly Pending[], error: (entry: Pending) => CommandError): void {
    drop(entries);
    for (const entry of entries) entry.command.answer({ ok: false, error: error(entry) });
  }

  return {
    get size() {
      return pending.length;
    },
    keys: () => [...new Set(pending.flatMap(({ wanted }) => [...wanted.keys()]))],
    add(command, wanted, deadlineMs) {
      refuse(
        pending.filter((entry) => covers(command, entry.command) && !isSameWish(command, entry.command)),
        supersededError,
      );
      pending.push({ command, wanted: new Map(wanted), deadlineMs });
    },
    settle(values, nowMs) {
      for (const { wanted } of pending) {
        for (const [key, value] of wanted) if (shows(values.get(key), value)) wanted.delete(key);
      }
      const shown = pending.filter(({ wanted }) => wanted.size === 0);
      drop(shown);
      for (const { command } of shown) command.answer({ ok: true, confirmed: true });
      refuse(
        pending.filter(({ deadlineMs }) => nowMs >= deadlineMs),
        notConfirmed,
      );
    },
    refuseAll: (error) => refuse(pending, () => error),
  };
}

/** Chargers keep numbers as 32-bit floats: 3.1 comes back as 3.0999999. */
const FLOAT_TOLERANCE = 1e-5;

/**
 * Whether a value read back is the value written: numbers within 32-bit precision, booleans also as 0 and 1 (older
 * firmwares), objects and arrays where every member that was written is shown (an empty member means "unchanged").
 */
export function shows(actual: JsonValue | undefined, wanted: JsonValue): boolean {
  if (actual === undefined) return false;
  if (Array.isArray(wanted)) {
    return Array.isArray(actual) && wanted.every((item, index) => shows(actual[index], item));
  }
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(actual) && Object.keys(wanted).every((name) => shows(actual[name], wanted[name] ?? null))
    );
  }
  if (actual === wanted) return true;
  const [a, b] = [asNumber(actual), asNumber(wanted)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= FLOAT_TOLERANCE * Math.max(1, Math.abs(b));
}

function asNumber(value: JsonValue): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : undefined;
}

function notConfirmed({ wanted }: Pending): CommandError {
  const keys = [...wanted.keys()];
  const message = `the device accepted the value but does not show it: ${keys.join(', ')}`;
  return new CommandError('not_confirmed', message, { context: { keys } });
}
