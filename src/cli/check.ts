import type { Config } from '../config/schema.js';
import { createHttp } from '../devices/http.js';
import { createDevice } from '../devices/registry.js';
import { createLogger } from '../log.js';
import { type Finding, inspectDevice } from '../setup/inspect-device.js';
import { systemClock } from '../system-clock.js';
import { checkBroker } from './check-broker.js';

import type { CommandLine } from './command-line.js';
import { findConfig } from './config-file.js';
import { UsageError } from './usage-error.js';

const SIGNS = { ok: 'ok     ', note: 'note   ', problem: 'PROBLEM' } as const;

/**
 * Validates the configuration, reaches the broker and every device, and says what is missing and what to do about it.
 * @returns exit code 0 when everything works, 1 otherwise
 */
export async function check({ config: file }: CommandLine): Promise<number> {
  const config = findConfig(file);
  if (config === undefined) {
    throw new UsageError(
      'there is no configuration to check: write wattbridge.yaml, or name one with --config',
    );
  }
  print('configuration', [{ kind: 'ok', text: 'valid' }]);
  let problems = print('broker', await checkBroker(config.mqtt));
  for (const [name, findings] of await checkDevices(config)) problems += print(name, findings);
  process.stdout.write(
    problems === 0 ? '\nEverything works.\n' : '\nNot everything works yet: see PROBLEM above.\n',
  );
  return problems === 0 ? 0 : 1;
}

async function checkDevices(config: Config): Promise<(readonly [string, readonly Finding[]])[]> {
  const http = createHttp();
  const log = createLogger({ level: 'fatal', format: 'json' });
  return Promise.all(
    [...config.meters, ...config.chargers].map(async (each) => {
      const device = createDevice(each, { http, clock: systemClock, log });
      const { findings } = await inspectDevice(device, systemClock);
      return [`${device.id} (${device.kind})`, findings] as const;
    }),
  );
}

/** @returns how many of the findings are problems */
function print(name: string, findings: readonly Finding[]): number {
  const lines = findings.map(({ kind, text }) => `  ${SIGNS[kind]}  ${text}\n`);
  process.stdout.write(`${name}\n${lines.join('')}`);
  return findings.filter(({ kind }) => kind === 'problem').length;
}
