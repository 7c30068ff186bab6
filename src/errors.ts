import type { JsonValue } from './json.js';

/** Facts about an error for the log and for results; never a secret. */
export type ErrorContext = Readonly<Record<string, JsonValue | undefined>>;

export interface ErrorOptions {
  readonly cause?: unknown;
  readonly context?: ErrorContext;
}

/**
 * The base of every error that this project throws. `message` is a sentence for the owner of the house: what is
 * wrong and what to do about it.
 */
export abstract class WattbridgeError extends Error {
  /** Stable, snake_case, documented in docs/errors.md. */
  abstract readonly code: string;
  /** Whether the same action may succeed later without anybody changing anything. */
  abstract readonly retryable: boolean;
  readonly context: ErrorContext;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.context = options.context ?? {};
  }
}
