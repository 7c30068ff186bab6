import { type ErrorOptions, WattbridgeError } from '../errors.js';

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

const WORDS: Readonly<Record<string, readonly [BrokerErrorCode, string]>> = {
  EADDRINUSE: [
    'port_in_use',
    'is taken by another program, often a Mosquitto on the same machine: choose another port, or use that broker.',
  ],
  EACCES: ['port_not_allowed', 'is not allowed: ports below 1024 belong to the system, choose a higher one.'],
  EADDRNOTAVAIL: [
    'address_not_available',
    'is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.',
  ],
  ENOTFOUND: ['address_not_available', 'is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.'],
};

/** A listener that could not be opened, in words for the owner. */
export function listenError(error: unknown, host: string, port: number): BrokerError {
  const name = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [code, words] = WORDS[name] ?? (['listen_failed', 'cannot be opened.'] as const);
  return new BrokerError(code, `${host}:${port} ${words}`, { cause: error, context: { host, port } });
}
