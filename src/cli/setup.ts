import { createHttp } from '../devices/http.js';
import type { Logger } from '../logger.js';
import type { ConfigFile } from '../setup/config-file.js';
import { createMdnsDiscovery } from '../setup/mdns-discovery.js';
import type { OwnerKey } from '../setup/owner-key.js';
import { createSetup, type RunState, type Setup } from '../setup/setup.js';
import { systemClock } from '../system-clock.js';
import { checkBroker } from './check-broker.js';

export interface SetupHooks {
  readonly runState: () => RunState;
  readonly restart: (ownerKey: OwnerKey) => void;
}

/** The setup of a program whose configuration is in this file. */
export function setupOf(file: ConfigFile, log: Logger, hooks: SetupHooks): Setup {
  return createSetup({
    ...hooks,
    file,
    env: process.env,
    http: createHttp(),
    clock: systemClock,
    log,
    discovery: createMdnsDiscovery(log),
    checkBroker,
  });
}
