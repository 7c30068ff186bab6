import { WattbridgeError } from './errors.js';

const MAX_CAUSES = 5;

/**
 * An error as plain facts: type, message, code, context and the chain of causes. Only known properties are taken,
 * because errors of libraries carry whole requests with their headers. Errors of our own family explain themselves;
 * any other is a surprise and brings its stack.
 */
export function describeError(error: Error): Readonly<Record<string, unknown>> {
  return describe(error, !(error instanceof WattbridgeError), MAX_CAUSES);
}

function describe(error: Error, withStack: boolean, causesLeft: number): Readonly<Record<string, unknown>> {
  const { code } = error as { readonly code?: unknown };
  const further = (cause: unknown): unknown => {
    return cause instanceof Error ? describe(cause, withStack, causesLeft - 1) : cause;
  };
  return {
    type: error.name,
    message: error.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error instanceof WattbridgeError && familyFacts(error)),
    ...(error.cause !== undefined && causesLeft > 0 && { cause: further(error.cause) }),
    ...(error instanceof AggregateError && causesLeft > 0 && { errors: error.errors.map(further) }),
    ...(withStack && { stack: error.stack }),
  };
}

function familyFacts({ retryable, context }: WattbridgeError): Readonly<Record<string, unknown>> {
  return Object.keys(context).length === 0 ? { retryable } : { retryable, context };
}
