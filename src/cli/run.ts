import { type AppPorts, createApp } from '../app.js';
import { loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import { secretNames } from '../devices/registry.js';
import { createLifecycle } from '../lifecycle.js';
import { createLogger } from '../log.js';
import type { Logger } from '../logger.js';
import { createConfigFile } from '../setup/config-file.js';
import type { OwnerKey } from '../setup/owner-key.js';
import type { RunState } from '../setup/setup.js';
import { systemClock } from '../system-clock.js';
import type { CommandLine } from './command-line.js';
import { configPath, findConfig } from './config-file.js';
import { createHealthFile } from './health-file.js';
import { PAGE_FOLDER, tellFirstKey } from './page.js';
import { createRestarting, type Restarting, type Running } from './restarting.js';
import { setupOf } from './setup.js';
import { runUntilStopped } from './until-stopped.js';
import { VERSION } from './version.js';

/**
 * Bridges the devices of the configuration; without a configuration, shows the demo. When the page writes another
 * configuration, everything begins anew with it.
 */
export async function run(commandLine: CommandLine): Promise<number> {
  const { log: settings } = findConfig(commandLine.config) ?? loadConfig({ env: process.env });
  const log = createLogger({ ...settings, secretNames: secretNames() });
  const program = restartingProgram(commandLine, log);
  if (commandLine.healthFile === undefined) return runUntilStopped(program, log);
  const isHealthy = (): boolean => program.connected;
  const health = createHealthFile(commandLine.healthFile, { clock: systemClock, log, isHealthy });
  const all = createLifecycle([{ ...program, name: 'program' }, health], log);
  return runUntilStopped({ ...all, failure: program.failure }, log);
}

function restartingProgram(commandLine: CommandLine, log: Logger): Restarting {
  const file = createConfigFile(configPath(commandLine.config));
  let state: RunState = { count: 0, isDemo: false };
  let problem: string | undefined;
  let ownerKey: OwnerKey | undefined;
  const setup = setupOf(file, log, {
    runState: () => state,
    restart(key) {
      ownerKey = key;
      problem = undefined;
      program.restart();
    },
  });

  async function build(): Promise<Running> {
    const config = findConfig(commandLine.config);
    state = {
      count: state.count + 1,
      isDemo: config === undefined,
      ...(problem !== undefined && { problem }),
    };
    const ports = { setup, ...(ownerKey !== undefined && { ownerKey }) };
    if (config !== undefined) return bridgedHouse(config, commandLine, { ...ports, log });
    return (await import('./demo.js')).createDemo(commandLine, ports);
  }

  function undo(reason: unknown): void {
    problem = reason instanceof Error ? reason.message : String(reason);
    file.undo();
  }

  const program = createRestarting({ build, undo, log });
  return program;
}

function bridgedHouse(
  found: Config,
  { roles }: CommandLine,
  ports: Pick<AppPorts, 'log' | 'setup' | 'ownerKey'>,
): Running {
  const config = roles.length > 0 ? { ...found, roles } : found;
  const devices = config.meters.length + config.chargers.length;
  ports.log.info({ version: VERSION, devices }, 'Starting wattbridge');
  return createApp(config, {
    ...ports,
    version: VERSION,
    clock: systemClock,
    pageFolder: PAGE_FOLDER,
    onFirstKey: tellFirstKey,
  });
}
