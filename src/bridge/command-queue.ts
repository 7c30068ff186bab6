import { jsonEquals } from '../json.js';
import type { Command, Outcome } from './command.js';
import { CommandError } from './command-error.js';

/** Bounds the memory that a runaway automation can take; single keys alone can never fill it. */
const LONGEST = 500;

/** Commands that wait for the device, in order. The newest wish for a key replaces older ones. */
export interface CommandQueue {
  readonly length: number;

  /**
   * Adds a command. Waiting commands all of whose keys it sets again are answered `superseded`; one that wants the same
   * is written once with it, and gets its outcome.
   */
  push(command: Command): void;

  shift(): Command | undefined;

  /** Answers every waiting command with this error. */
  refuseAll(error: CommandError): void;
}

export function createCommandQueue(): CommandQueue {
  let waiting: Command[] = [];

  function refuse(command: Command, error: CommandError): void {
    command.answer({ ok: false, error });
  }

  return {
    get length() {
      return waiting.length;
    },
    push(command) {
      const replaced = waiting.filter((other) => covers(command, other));
      waiting = waiting.filter((other) => !replaced.includes(other));
      const same = replaced.filter((other) => isSameWish(command, other));
      for (const other of replaced) if (!same.includes(other)) refuse(other, supersededError());
      if (waiting.length < LONGEST) waiting.push(joined(command, same));
      else refuse(command, new CommandError('unreachable', 'too many commands wait for this device'));
    },
    shift: () => waiting.shift(),
    refuseAll(error) {
      const refused = waiting;
      waiting = [];
      for (const command of refused) refuse(command, error);
    },
  };
}

/** Whether `newer` sets every key that `older` sets. */
export function covers(newer: Command, older: Command): boolean {
  return [...older.values.keys()].every((key) => newer.values.has(key));
}

/** Whether both set the same keys to the same values. */
export function isSameWish(one: Command, other: Command): boolean {
  return (
    one.values.size === other.values.size &&
    [...one.values].every(([key, value]) => other.values.has(key) && jsonEquals(value, other.values.get(key)))
  );
}

/** One command that answers for the others, too. */
function joined(command: Command, others: readonly Command[]): Command {
  if (others.length === 0) return command;
  const answer = (outcome: Outcome): void => {
    for (const each of [...others, command]) each.answer(outcome);
  };
  return { values: command.values, answer };
}

export function supersededError(): CommandError {
  return new CommandError('superseded', 'a later command for the same key took its place');
}
