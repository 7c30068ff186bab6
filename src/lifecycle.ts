import type { Logger } from './logger.js';

/** Something that runs from `start` to `stop`. Its factory does nothing. */
export interface Startable {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Several parts as one: started in order, stopped in reverse order. */
export interface Lifecycle {
  /** When a part fails to start, those that run are stopped again and its error is thrown. */
  start(): Promise<void>;

  /** Stops everything that was started, each part even if another fails. */
  stop(): Promise<void>;
}

export function createLifecycle(parts: readonly Startable[], log: Logger): Lifecycle {
  const running: Startable[] = [];

  async function stop(): Promise<void> {
    for (let part = running.pop(); part !== undefined; part = running.pop()) {
      try {
        await part.stop();
      } catch (error) {
        log.error({ err: error }, `${part.name} did not stop cleanly`);
      }
    }
  }

  return {
    async start() {
      for (const part of parts) {
        running.push(part);
        try {
          await part.start();
        } catch (error) {
          await stop();
          throw error;
        }
      }
    },
    stop,
  };
}
