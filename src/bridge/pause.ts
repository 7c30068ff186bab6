import type { Clock } from '../clock.js';

/** A wait that can be cut short because there is something to do. */
export interface Pause {
  /** Resolves after `ms`, or as soon as somebody calls `wake`. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

export function createPause(clock: Clock): Pause {
  let waiting: AbortController | undefined;
  return {
    async wait(ms) {
      const controller = new AbortController();
      waiting = controller;
      // The only way a sleep ends early is wake(), which is no error.
      await clock.sleep(ms, controller.signal).catch(() => undefined);
      waiting = undefined;
    },
    wake: () => waiting?.abort(),
  };
}
