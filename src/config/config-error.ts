import { WattbridgeError } from '../errors.js';

/** Something wrong in the configuration. None of its texts ever holds a value, because values may be secrets. */
export interface ConfigProblem {
  /** The file, as it was given to the program; absent when the value comes from elsewhere. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The environment variable that set the value. */
  readonly variable?: string;
  /** `chargers[0].host`; empty for the configuration as a whole. */
  readonly path: string;
  /** What is wrong, to be read after the path: `is missing`. */
  readonly problem: string;
  /** What would be right. */
  readonly expected?: string;
}

/** The configuration cannot be used; the message names every problem with its place. */
export class ConfigError extends WattbridgeError {
  readonly code = 'invalid_config';
  readonly retryable = false;

  constructor(readonly problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`The configuration has ${count}:`, ...problems.map(formatProblem)].join('\n'));
  }
}

/**
 * A problem in one or two lines.
 * @example
 * wattbridge.yaml:7:5: chargers[0].interval_s is too small
 *   expected: a number from 1 to 60 (s)
 */
function formatProblem({ file, line, column, variable, path, problem, expected }: ConfigProblem): string {
  const place = variable ?? [file, line, column].filter((part) => part !== undefined).join(':');
  const what = path === '' ? problem : `${path} ${problem}`;
  const first = place === '' ? what : `${place}: ${what}`;
  return expected === undefined ? first : `${first}\n  expected: ${expected}`;
}
