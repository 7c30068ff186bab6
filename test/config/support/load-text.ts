import { expect } from 'vitest';
import { ConfigError } from '../../../src/config/config-error.js';
import { loadConfig } from '../../../src/config/load.js';
import type { Config } from '../../../src/config/schema.js';

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Further files by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Loads a configuration from a text, as if it were in `wattbridge.yaml`. */
export function loadText(text: string, { env = {}, files = {} }: Surroundings = {}): Config {
  const all: Readonly<Record<string, string>> = { ...files, 'wattbridge.yaml': text };
  return loadConfig({
    path: 'wattbridge.yaml',
    env,
    readFile(path) {
      const content = all[path];
      if (content === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
      return content;
    },
  });
}

/** The error that loading must end with. */
export function errorOf(load: () => unknown): ConfigError {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  }
  return expect.fail('the configuration was accepted');
}

/** The lines of the error's message, without the first, which counts the problems. */
export function problemLines(load: () => unknown): readonly string[] {
  return errorOf(load).message.split('\n').slice(1);
}
