import { WattbridgeError } from '../../errors.js';

/** What can go wrong with the ledger's database. The message of each says what to do. */
export const STORE_ERRORS = {
  store_failed: 'The database did not do what it was asked to; it is tried again where that makes sense.',
  store_unusable:
    'The file is no ledger, is of a newer version, or cannot be read or written. It is left as it is.',
} as const satisfies Record<string, string>;

export type StoreErrorCode = keyof typeof STORE_ERRORS;

export class StoreError extends WattbridgeError {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }

  get retryable(): boolean {
    return this.code === 'store_failed';
  }
}
