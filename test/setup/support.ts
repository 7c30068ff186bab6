import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { checkBroker } from '../../src/cli/check-broker.js';
import { createHttp } from '../../src/devices/http.js';
import { createConfigFile } from '../../src/setup/config-file.js';
import type { FoundDevice } from '../../src/setup/discovery.js';
import type { OwnerKey } from '../../src/setup/owner-key.js';
import { createSetup, type RunState, type Setup } from '../../src/setup/setup.js';
import { createSimulatedHouse, type SimulatedHouse } from '../../src/simulator/simulated-house.js';
import { systemClock } from '../../src/system-clock.js';
import { temporaryDirectory } from '../support/mosquitto.js';
import { createRecordingLogger } from '../support/recording-logger.js';

export interface SetupBench {
  readonly setup: Setup;
  /** The simulated devices, which answer real HTTP. */
  readonly house: SimulatedHouse;
  readonly meterHost: string;
  readonly chargerHost: string;
  readonly path: string;
  /** What is in the file now; undefined: there is none. */
  text(): string | undefined;
  /** With whose keys the program was told to begin anew. */
  readonly restarts: readonly OwnerKey[];
}

export interface SetupWish {
  /** Text of the file, given the addresses of meter and charger. */
  readonly file?: (meterHost: string, chargerHost: string) => string;
  readonly env?: Readonly<Record<string, string>>;
  readonly found?: readonly FoundDevice[];
  readonly run?: Partial<RunState>;
}

/** A setup with a file of its own, beside a simulated house on loopback. */
export async function startSetup({ file, env = {}, found = [], run }: SetupWish = {}): Promise<SetupBench> {
  const house = createSimulatedHouse({ clock: systemClock });
  onTestFinished(() => house.stop());
  const { meterUrl, chargerUrl } = await house.start();
  const path = join(await temporaryDirectory(), 'wattbridge.yaml');
  if (file !== undefined) writeFileSync(path, file(meterUrl.host, chargerUrl.host));
  const restarts: OwnerKey[] = [];
  const setup = createSetup({
    file: createConfigFile(path),
    env,
    http: createHttp(),
    clock: systemClock,
    log: createRecordingLogger(),
    discovery: { find: async () => found },
    checkBroker,
    runState: () => ({ count: 3, isDemo: file === undefined, ...run }),
    restart: (ownerKey) => void restarts.push(ownerKey),
  });
  return {
    ...{ setup, house, path, restarts },
    meterHost: meterUrl.host,
    chargerHost: chargerUrl.host,
    text: () => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  };
}
