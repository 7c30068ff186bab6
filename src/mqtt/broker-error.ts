import { type ErrorOptions, WattbridgeError } from '../errors.js';
import { listenFailure } from '../listen-failure.js';

/** Why the embedded broker does not start. The message of each says what to do. */
export const BROKER_ERRORS = {
  users_required: 'The broker would listen outside this machine without asking for a password.',
  invalid_user: 'A user of the broker cannot be used as it is configured.',
  invalid_tls:
    'The certificate or the key of the broker is not readable PEM, or they do not belong together.',
  port_in_use: 'Another program already listens at this address and port.',
  port_not_allowed: 'The system does not allow this port to a program without special rights.',
  address_not_available: 'The address to listen at does not belong to this machine.',
  listen_failed: 'The system does not let the broker listen, for another reason.',
} as const satisfies Record<string, string>;

export type BrokerErrorCode = keyof typeof BROKER_ERRORS;

export class BrokerError extends WattbridgeError {
  readonly retryable = false;

  constructor(
    readonly code: BrokerErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }
}

const IF_TAKEN = ', often a Mosquitto on the same machine: choose another port, or use that broker.';

/** A listener that could not be opened, in words for the owner. */
export function listenError(cause: unknown, host: string, port: number): BrokerError {
  const [code, words] = listenFailure(cause, IF_TAKEN);
  return new BrokerError(code, `${host}:${port} ${words}`, { cause, context: { host, port } });
}
