import type { Clock } from '../clock.js';
import { ConfigError } from '../config/config-error.js';
import { type ConfigSources, loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import type { Device } from '../devices/device.js';
import type { HttpPort } from '../devices/http-port.js';
import { createDevice, type DeviceConfig } from '../devices/registry.js';
import type { Logger } from '../logger.js';
import { hashPassword } from '../mqtt/password.js';
import type { ConfigFile } from './config-file.js';
import type { Discovery, FoundDevice } from './discovery.js';
import type { Draft, DraftBroker, DraftCharger, DraftMeter } from './draft.js';
import { editConfig } from './edit-config.js';
import { type Finding, type Inspection, inspectDevice } from './inspect-device.js';
import { overridden } from './overridden.js';
import type { OwnerKey } from './owner-key.js';
import { type SetupState, setupState } from './setup-state.js';

/** The configuration as its owner sees and changes it in the browser. */
export interface Setup {
  /** Of the program as it runs now. */
  readonly run: RunState;
  readonly file: Pick<ConfigFile, 'name' | 'exists' | 'isWritable'>;
  /** @throws ConfigError when the file, which may have been edited by hand, cannot be used as it is */
  state(): SetupState;
  /** Asks the network for devices. */
  find(signal: AbortSignal): Promise<readonly FoundDevice[]>;
  /**
   * One live request to a device as a draft describes it.
   * @throws ConfigError when that is no device
   */
  testDevice(draft: DraftDevice): Promise<DeviceTest>;
  /** @throws ConfigError when that is no broker */
  testBroker(draft: DraftBroker): Promise<readonly Finding[]>;
  /**
   * Writes the configuration; what was there before is kept beside it.
   * @throws ConfigError with every problem there is; the file is then as it was
   */
  save(draft: Draft): Promise<void>;
  /** Lets the program begin anew with the configuration as it is now, soon. Its ledger will know the owner's key. */
  restart(ownerKey: OwnerKey): void;
}

export type DraftDevice =
  | ({ readonly kind: 'poweropti' } & DraftMeter)
  | ({ readonly kind: 'goe' } & DraftCharger);

export interface DeviceTest extends Inspection {
  readonly device: Device;
}

export interface RunState {
  /** How often the program has begun in this process: another number is another configuration. */
  readonly count: number;
  /** Whether the house is a simulated one, because there is no configuration. */
  readonly isDemo: boolean;
  /** Why the last saved configuration could not be used, and the one before is used again. */
  readonly problem?: string;
}

export interface SetupPorts {
  readonly file: ConfigFile;
  readonly env: ConfigSources['env'];
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly log: Logger;
  readonly discovery: Discovery;
  readonly checkBroker: (mqtt: Config['mqtt']) => Promise<readonly Finding[]>;
  readonly runState: () => RunState;
  readonly restart: (ownerKey: OwnerKey) => void;
}

export function createSetup(ports: SetupPorts): Setup {
  const { file, env, http, clock, log } = ports;
  const present = (): Config => load(file.read(), file, env);
  const drafted = (draft: Draft): Promise<Drafted> => draftConfig(draft, file, env);
  return {
    file,
    get run() {
      return ports.runState();
    },
    state: () => setupState(present()),
    find: ports.discovery.find,
    async testDevice(draft) {
      const { config } = await drafted(draftWith(draft, present()));
      const device = createDevice(configOf(draft, config), { http, clock, log });
      return { device, ...(await inspectDevice(device, clock)) };
    },
    async testBroker(broker) {
      const { meters, chargers } = present();
      const isFirst = meters.length + chargers.length === 0;
      const { config } = await drafted({ broker, ...(isFirst && { chargers: [ANY_DEVICE] }) });
      return ports.checkBroker(config.mqtt);
    },
    async save(draft) {
      const { text } = await drafted(draft);
      file.write(text);
      log.info({ file: file.name }, 'The page wrote the configuration');
    },
    restart: ports.restart,
  };
}

interface Drafted {
  readonly text: string;
  readonly config: Config;
}

/**
 * What a draft makes of the file, and how that would be read.
 * @throws ConfigError with every problem there is
 */
async function draftConfig(draft: Draft, file: ConfigFile, env: ConfigSources['env']): Promise<Drafted> {
  const before = file.read();
  const user = draft.broker?.kind === 'embedded' ? draft.broker.user : undefined;
  const passwordHash = user && (await hashPassword(user.password));
  const edit = { draft, ...(passwordHash !== undefined && { passwordHash }) };
  const text = editConfig(before, load(before, file, env), edit);
  const config = load(text, file, env);
  const problems = overridden(draft, config);
  if (problems.length > 0) throw new ConfigError(problems);
  return { text, config };
}

/** @param text as if it were in the file; undefined: there is none */
function load(text: string | undefined, file: ConfigFile, env: ConfigSources['env']): Config {
  if (text === undefined) return loadConfig({ env });
  const readFile = (path: string): string => (path === file.path ? text : file.readOther(path));
  return loadConfig({ env, path: file.path, readFile });
}

/** A file without any device is refused, also when only its broker matters. */
const ANY_DEVICE: DraftCharger = { host: 'localhost' };

/** The present devices with this one changed, or behind them. */
function draftWith({ kind, ...wanted }: DraftDevice, { meters, chargers }: Config): Draft {
  const present = kind === 'poweropti' ? meters : chargers;
  const others = present.map(({ id }) => (id === wanted.id ? wanted : { id }));
  const list = wanted.id === undefined ? [...others, wanted] : others;
  return kind === 'poweropti' ? { meters: list } : { chargers: list };
}

/** @throws ConfigError when there is no device with the id that the draft names */
function configOf({ kind, id }: DraftDevice, { meters, chargers }: Config): DeviceConfig {
  const list: readonly DeviceConfig[] = kind === 'poweropti' ? meters : chargers;
  const config = id === undefined ? list.at(-1) : list.find((each) => each.id === id);
  if (config !== undefined) return config;
  throw new ConfigError([{ path: 'id', problem: 'is not the id of a device of the configuration' }]);
}
