import type { Command } from './command.js';
import { CommandError } from './command-error.js';

/** Bounds the memory that a runaway automation can take; single keys alone can never fill it. */
const LONGEST = 500;

/** Commands that wait for the device, in order. The newest wish for a key replaces older ones. */
export interface CommandQueue {
  readonly length: number;

  /** Adds a command; waiting commands all of whose keys it sets again are answered `superseded`. */
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
      for (const other of replaced) refuse(other, supersededError());
      if (waiting.length < LONGEST) waiting.push(command);
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

export function supersededError(): CommandError {
  return new CommandError('superseded', 'a later command for the same key took its place');
}
