import { type ErrorOptions, WattbridgeError } from '../errors.js';

/** The codes a result on `<base>/<device>/<key>/result` may carry, each with its meaning (see docs/errors.md). */
export const COMMAND_ERRORS = {
  unknown_key: 'The device has no such key.',
  read_only: 'The key, the device or the whole bridge cannot be written.',
  not_allowed: 'The key is dangerous and the configuration does not list it under `commands.allow`.',
  invalid_json: 'The payload is not JSON.',
  invalid_type: 'The payload is JSON of another type than the key takes.',
  out_of_range: 'The value is outside the range, the enumeration, or the present limits of the device.',
  rejected: 'The device refused the value; the message keeps its words.',
  unreachable: 'The device could not be reached.',
  timeout: 'The device did not answer in time; whether it took the value is unknown.',
  superseded: 'A later command with another value for the same key took its place before it was done.',
  retained:
    'The command was a retained message; it is ignored because it would act again at every reconnection.',
  not_confirmed: 'The device accepted the value but did not show it when it was read back.',
} as const satisfies Record<string, string>;

export type CommandErrorCode = keyof typeof COMMAND_ERRORS;

const WORTH_ANOTHER_TRY: ReadonlySet<CommandErrorCode> = new Set(['unreachable', 'timeout', 'not_confirmed']);

/** A command that was not carried out, or not to the end. */
export class CommandError extends WattbridgeError {
  constructor(
    readonly code: CommandErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }

  get retryable(): boolean {
    return WORTH_ANOTHER_TRY.has(this.code);
  }
}
