import type { Logger } from '../logger.js';

/** A program as it runs with one configuration. */
export interface Running {
  /** Whether the connection to the broker stands. */
  readonly connected: boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface RestartingOptions {
  /** The program with the configuration as it is now. @throws WattbridgeError when that cannot work */
  readonly build: () => Promise<Running>;
  /** Gives the former configuration back, because the new one did not work. */
  readonly undo: (reason: unknown) => void;
  readonly log: Logger;
}

/** A program that can begin anew in the same process. */
export interface Restarting extends Running {
  /** Ends the program and begins it with the configuration as it is then; if that fails, with the former one. */
  restart(): void;
  /** Rejects when the program cannot run any more. */
  readonly failure: Promise<never>;
}

export function createRestarting({ build, undo, log }: RestartingOptions): Restarting {
  let running: Running | undefined;
  let isStopping = false;
  let turn: Promise<void> = Promise.resolve();
  let fail: (reason: unknown) => void = () => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });

  async function begin(): Promise<void> {
    const next = await build();
    await next.start();
    running = next;
  }

  async function end(): Promise<void> {
    const last = running;
    running = undefined;
    await last?.stop();
  }

  async function beginAnew(): Promise<void> {
    if (isStopping) return;
    log.info({}, 'Beginning anew with another configuration');
    await end();
    try {
      await begin();
    } catch (err) {
      log.error({ err }, 'The new configuration does not work: back to the former one');
      undo(err);
      await begin();
      log.info({}, 'Running with the former configuration');
    }
  }

  return {
    failure,
    get connected() {
      return running?.connected ?? false;
    },
    start: begin,
    restart() {
      turn = turn.then(beginAnew).catch(fail);
    },
    async stop() {
      isStopping = true;
      await turn;
      await end();
    },
  };
}
