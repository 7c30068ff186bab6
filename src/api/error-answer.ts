import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { StoreError } from '../ledger/store/store-error.js';
import { API_ERRORS, ApiError, type ApiErrorCode } from './api-error.js';

/** What callers see of an error; anything unforeseen stays in the log. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    return refusal('invalid_request', first === undefined ? error.message : explain(first), error);
  }
  if (error instanceof StoreError) {
    return refusal('unavailable', 'The database does not answer now; try again later.', error);
  }
  const code = codeOf((error as { readonly statusCode?: unknown }).statusCode);
  if (code !== undefined) return refusal(code, REFUSALS[code], error);
  return refusal('internal', API_ERRORS.internal.meaning, error);
}

export const errorBody = ({ code, message }: ApiError) => ({ error: { code, message } });

/** Instead of the library's words, which repeat the URL. */
const REFUSALS = {
  invalid_request: 'The URL or the body cannot be read: the body must be JSON, and the URL well formed.',
  not_found: 'There is no such route.',
  payload_too_large: 'The body is larger than 64 KiB.',
  unsupported_media_type: API_ERRORS.unsupported_media_type.meaning,
} as const;

/** For a status with which the HTTP server, or the files of the page, refuse a request before any route sees it. */
function codeOf(status: unknown): keyof typeof REFUSALS | undefined {
  switch (status) {
    case 403:
    case 404:
    case 414:
      return 'not_found';
    case 413:
      return 'payload_too_large';
    case 415:
      return 'unsupported_media_type';
    default:
      return typeof status === 'number' && status >= 400 && status < 500 ? 'invalid_request' : undefined;
  }
}

interface Issue {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Record<string, unknown>;
}

/** @example "name: Too small: expected string to have >=1 characters" */
function explain({ keyword, instancePath, message = '', params }: Issue): string {
  const at = instancePath.slice(1).replaceAll('/', '.');
  const keys = params['keys'];
  const words =
    keyword === 'unrecognized_keys' && Array.isArray(keys)
      ? `unknown: ${keys.map((key) => `"${key}"`).join(', ')}`
      : message.replace(/^Invalid input: expected (.*), received undefined$/, 'is missing; expected $1');
  return at === '' ? words : `${at}: ${words}`;
}

const refusal = (code: ApiErrorCode, message: string, cause: unknown): ApiError =>
  new ApiError(code, message, { cause });
