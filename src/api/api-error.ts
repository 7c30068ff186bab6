import { type ErrorOptions, WattbridgeError } from '../errors.js';

/** Codes of error answers: HTTP status and meaning. Those of key management are from the CSMS documentation. */
export const API_ERRORS = {
  invalid_request: {
    status: 400,
    meaning: 'The request is not what this route takes; the message says where.',
  },
  invalid_scope: { status: 400, meaning: 'One or more scopes are not recognized.' },
  name_taken: { status: 400, meaning: 'A key with this name exists already.' },
  unauthorized: { status: 401, meaning: 'The API key is missing, unknown, revoked or expired.' },
  forbidden: { status: 403, meaning: 'The key lacks the scope for this operation.' },
  not_found: { status: 404, meaning: 'There is nothing with this id, or no such route.' },
  method_not_allowed: { status: 405, meaning: 'The route exists, but not with this method.' },
  conflict: { status: 409, meaning: 'The present state does not allow it; the message says why.' },
  payload_too_large: { status: 413, meaning: 'The body is too large.' },
  unsupported_media_type: { status: 415, meaning: 'Bodies are JSON (application/json).' },
  rate_limited: { status: 429, meaning: 'Too many requests; try again after the seconds in Retry-After.' },
  internal: { status: 500, meaning: 'A defect of wattbridge; its log has the details.' },
  not_supported: {
    status: 501,
    meaning: 'Known to the CSMS documentation, but nothing a go-e charger can do.',
  },
  unavailable: { status: 503, meaning: 'The broker or the database cannot be reached now.' },
} as const satisfies Record<string, { readonly status: number; readonly meaning: string }>;

export type ApiErrorCode = keyof typeof API_ERRORS;

/** A refusal that the caller of the REST API sees: `{"error":{"code","message"}}`. */
export class ApiError extends WattbridgeError {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }

  get status(): number {
    return API_ERRORS[this.code].status;
  }

  get retryable(): boolean {
    return this.code === 'rate_limited' || this.code === 'unavailable';
  }
}
