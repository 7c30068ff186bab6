import { type ErrorOptions, WattbridgeError } from '../errors.js';
import { listenFailure } from '../listen-failure.js';

/** Why the REST API does not start. The message of each says what to do. */
export const SERVER_ERRORS = {
  port_in_use: 'Another program already listens at this address and port.',
  port_not_allowed: 'The system does not allow this port to a program without special rights.',
  address_not_available: 'The address to listen at does not belong to this machine.',
  listen_failed: 'The system does not let the API listen, for another reason.',
  invalid_tls: 'The certificate or the key of the API is not readable PEM, or they do not belong together.',
  route_without_access: 'A defect: a route of the API does not say who may call it.',
} as const satisfies Record<string, string>;

export type ServerErrorCode = keyof typeof SERVER_ERRORS;

export class ServerError extends WattbridgeError {
  readonly retryable = false;

  constructor(
    readonly code: ServerErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }
}

/** A listener that could not be opened, in words for the owner. */
export function listenError(cause: unknown, host: string, port: number): ServerError {
  const [code, words] = listenFailure(cause, ': choose another port.');
  return new ServerError(code, `The REST API: ${host}:${port} ${words}`, { cause, context: { host, port } });
}
