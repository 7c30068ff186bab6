import { writeFileSync } from 'node:fs';
import type { Clock } from '../clock.js';
import type { Startable } from '../lifecycle.js';
import type { Logger } from '../logger.js';

/** A container's health check calls the file old after a minute. */
const TOUCH_MS = 15_000;

export interface HealthFilePorts {
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether all is well at this moment. */
  readonly isHealthy: () => boolean;
}

/** Rewrites a file while all is well, so that its age tells a health check whether it still is. */
export function createHealthFile(path: string, { clock, log, isHealthy }: HealthFilePorts): Startable {
  const stopping = new AbortController();

  async function beat(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (isHealthy()) writeFileSync(path, `${new Date(clock.now()).toISOString()}\n`);
      // Soon after the start, and then from time to time.
      await clock.sleep(isHealthy() ? TOUCH_MS : 1000, stopping.signal);
    }
  }

  return {
    name: 'health file',
    async start() {
      void beat().catch((err: unknown) => {
        if (!stopping.signal.aborted) log.error({ err, path }, 'The health file cannot be written');
      });
    },
    async stop() {
      stopping.abort();
    },
  };
}
