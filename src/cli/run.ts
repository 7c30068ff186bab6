import { createApp } from '../app.js';
import { secretNames } from '../devices/registry.js';
import { createLifecycle } from '../lifecycle.js';
import { createLogger } from '../log.js';
import { systemClock } from '../system-clock.js';
import type { CommandLine } from './command-line.js';
import { findConfig } from './config-file.js';
import { createHealthFile } from './health-file.js';
import { runUntilStopped } from './until-stopped.js';
import { VERSION } from './version.js';

/** Bridges the devices of the configuration; without a configuration, shows the demo. */
export async function run(commandLine: CommandLine): Promise<number> {
  const found = findConfig(commandLine.config);
  if (found === undefined) return (await import('./demo.js')).demo(commandLine);
  const { roles } = commandLine;
  const config = roles.length > 0 ? { ...found, roles } : found;
  const log = createLogger({ ...config.log, secretNames: secretNames() });
  log.info(
    { version: VERSION, devices: config.meters.length + config.chargers.length },
    'Starting wattbridge',
  );
  const app = createApp(config, { version: VERSION, clock: systemClock, log });
  if (commandLine.healthFile === undefined) return runUntilStopped(app, log);
  const isHealthy = (): boolean => app.connected;
  const health = createHealthFile(commandLine.healthFile, { clock: systemClock, log, isHealthy });
  return runUntilStopped(createLifecycle([{ name: 'app', ...app }, health], log), log);
}
