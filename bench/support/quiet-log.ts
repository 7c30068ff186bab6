import type { Logger } from '../../src/logger.js';

/** A log that tells of nothing but errors, if of those. */
export function createQuietLog(error: Logger['error'] = () => undefined): Logger {
  const quiet = (): void => undefined;
  const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error, child: () => log };
  return log;
}
