import { WattbridgeError } from '../../errors.js';

/** The database failed, or its file cannot be used; `code` says which. */
export class StoreError extends WattbridgeError {
  constructor(
    readonly code: 'store_failed' | 'store_unusable',
    message: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
  }

  get retryable(): boolean {
    return this.code === 'store_failed';
  }
}
