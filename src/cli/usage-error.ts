import { WattbridgeError } from '../errors.js';

/** The command line makes no sense. */
export class UsageError extends WattbridgeError {
  readonly code = 'usage';
  readonly retryable = false;
}
