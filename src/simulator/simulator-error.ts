import { type ErrorOptions, WattbridgeError } from '../errors.js';

/** What can go wrong with the simulated house itself. */
export const SIMULATOR_ERRORS = {
  address_unavailable: 'A simulated device cannot listen at its address: the port is taken or not permitted.',
} as const satisfies Record<string, string>;

export type SimulatorErrorCode = keyof typeof SIMULATOR_ERRORS;

export class SimulatorError extends WattbridgeError {
  readonly retryable = false;

  constructor(
    readonly code: SimulatorErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }
}
