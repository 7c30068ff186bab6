import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { LogFacts, Logger, LogLevel } from './logger.js';
import { createRedactor, type Redactor } from './redact.js';

export type LogStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface LogOptions {
  readonly level: LogLevel;
  /** `auto`: readable in a terminal, otherwise JSON. */
  readonly format: 'auto' | 'pretty' | 'json';
  /** Further names whose values are secrets, wherever they occur. */
  readonly secretNames?: Iterable<string>;
  /** Default: standard output. */
  readonly stream?: LogStream;
}

/** The logging port on `pino`, in this thread: what was logged before a crash has been written. */
export function createLogger({ level, format, secretNames, stream = process.stdout }: LogOptions): Logger {
  const isPretty = format === 'pretty' || (format === 'auto' && stream.isTTY === true);
  const logger = pino(
    {
      level,
      // Process id and host name say nothing in a house.
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors are described before they get here.
      serializers: { err: (description: unknown) => description },
    },
    isPretty ? prettyDestination(stream) : stream,
  );
  return adapt(logger, createRedactor(secretNames));
}

/** Masking happens here and not by pino's paths, because secrets may stand at any depth and within texts. */
function adapt(logger: PinoLogger, redactor: Redactor): Logger {
  const clean = (facts: LogFacts): object => redactor.value(facts) as object;
  const write = (level: keyof Omit<Logger, 'child'>) => (facts: LogFacts, message: string) => {
    if (logger.isLevelEnabled(level)) logger[level](clean(facts), redactor.text(message));
  };
  return {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (facts) => adapt(logger.child(clean(facts)), redactor),
  };
}

/** Without a pipeline in between, so that a line is out before the next statement runs. */
function prettyDestination(stream: LogStream): DestinationStream {
  const prettify = prettyFactory({
    colorize: stream.isTTY === true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'part',
    singleLine: true,
    messageFormat: (line, messageKey) => {
      const message = String(line[messageKey]);
      return typeof line['part'] === 'string' ? `${line['part']}: ${message}` : message;
    },
  });
  return { write: (line) => stream.write(prettify(line)) };
}
