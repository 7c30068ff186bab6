import { existsSync } from 'node:fs';
import { loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';

const DEFAULT_FILE = 'wattbridge.yaml';

/** The file that counts, or that would if it existed. */
export function configPath(given: string | undefined): string {
  return given ?? process.env['WATTBRIDGE_CONFIG'] ?? DEFAULT_FILE;
}

/**
 * The configuration that the command line, the environment and the current folder give; undefined when there is none
 * at all, that is: no file, and no device in the environment.
 * @throws ConfigError
 */
export function findConfig(given: string | undefined): Config | undefined {
  const { env } = process;
  const path = given ?? env['WATTBRIDGE_CONFIG'] ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : undefined);
  if (path !== undefined) return loadConfig({ path, env });
  const config = loadConfig({ env });
  return config.meters.length + config.chargers.length > 0 ? config : undefined;
}
