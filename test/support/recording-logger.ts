import type { LogFacts, Logger, LogLevel } from '../../src/logger.js';

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  /** With those of the children that the line went through. */
  readonly facts: LogFacts;
}

/** A logger that keeps what it is told, children included. */
export interface RecordingLogger extends Logger {
  readonly entries: readonly LogEntry[];
  /** The messages of one level, oldest first. */
  messages(level: LogLevel): readonly string[];
}

export function createRecordingLogger(): RecordingLogger {
  const entries: LogEntry[] = [];

  function record(level: LogLevel, bindings: LogFacts): (facts: LogFacts, message: string) => void {
    return (facts, message) => {
      entries.push({ level, message, facts: { ...bindings, ...facts } });
    };
  }

  function logger(bindings: LogFacts): Logger {
    return {
      trace: record('trace', bindings),
      debug: record('debug', bindings),
      info: record('info', bindings),
      warn: record('warn', bindings),
      error: record('error', bindings),
      child: (facts) => logger({ ...bindings, ...facts }),
    };
  }

  return {
    ...logger({}),
    entries,
    messages: (level) => entries.filter((entry) => entry.level === level).map((entry) => entry.message),
  };
}
