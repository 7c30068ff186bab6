import type { Logger } from '../logger.js';

/** What service managers wait before they kill; we are done earlier. */
const STOP_WITHIN_MS = 5000;

interface Stoppable {
  start(): Promise<unknown>;
  stop(): Promise<void>;
  /** Rejects when it cannot run any more. */
  readonly failure?: Promise<never>;
}

/**
 * Starts, waits for SIGTERM or SIGINT, and stops. A second signal, or a stop that takes 5 s, ends the process at once.
 * @returns the exit code
 */
export async function runUntilStopped(
  part: Stoppable,
  log: Logger,
  whenStarted?: () => void,
): Promise<number> {
  const signal = nextSignal();
  await part.start();
  whenStarted?.();
  try {
    log.info({ signal: await Promise.race([signal, part.failure ?? signal]) }, 'Stopping');
  } catch (error) {
    await part.stop();
    throw error;
  }
  const deadline = setTimeout(() => {
    log.error({}, 'Stopping takes too long: ending now');
    process.exit(1);
  }, STOP_WITHIN_MS);
  void nextSignal().then(() => process.exit(1));
  await part.stop();
  clearTimeout(deadline);
  log.info({}, 'Stopped');
  return 0;
}

function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name));
  });
}
