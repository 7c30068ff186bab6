/** Logging as a port, so that the core needs no logging library. The adapter on `pino` is log.ts. */

/** From the most to the least talkative. As a threshold, `fatal` silences everything that this port can say. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line is about. An error belongs under `err`; secrets are masked before anything is written. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** @example log.warn({ err, device: 'charger' }, 'The charger does not answer') */
export interface Logger {
  trace(facts: LogFacts, message: string): void;
  debug(facts: LogFacts, message: string): void;
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts, message: string): void;

  /** The same log with these facts on every line; `part` names the part of the program that speaks. */
  child(facts: LogFacts): Logger;
}
