import type { Datapoint } from '../devices/datapoint.js';
import type { Device } from '../devices/device.js';
import type { JsonValue } from '../json.js';
import type { Startable } from '../lifecycle.js';
import { createTopics, type Role } from '../mqtt/topics.js';
import { type AnnouncerPorts, createAnnouncer } from './announcer.js';
import { BRIDGE_ID, bridgeDiscovery } from './bridge-discovery.js';
import type { DiscoveryMode } from './config-messages.js';
import type { DiscoveryOptions } from './device-discovery.js';
import { createDeviceWatch, type DeviceWatch } from './device-watch.js';
import { createDeviceIds } from './ids.js';

/** What of the configuration matters here. */
export interface DiscoveryFeedConfig {
  readonly role: Role;
  readonly topicBase: string;
  readonly publishSecrets: boolean;
  readonly commands: { readonly readOnly: boolean; readonly allow: readonly string[] };
  readonly homeassistant: {
    /** Otherwise nothing is announced, and what was announced before is taken back. */
    readonly enabled: boolean;
    readonly discoveryPrefix: string;
    readonly discovery: DiscoveryMode;
    readonly birthTopic: string;
    readonly suggestedArea?: string;
  };
  readonly devices: readonly ConfiguredDevice[];
}

export interface ConfiguredDevice {
  readonly id: string;
  /** The owner's name for it. */
  readonly name?: string;
}

export interface DiscoveryFeedPorts extends Omit<AnnouncerPorts, 'onBirth'> {
  readonly version: string;
  /** All rows of a kind of device: no answer shows the keys that can only be written. */
  readonly rowsOf: (kind: string) => readonly Datapoint[];
}

/** What is known of a device after a reading. */
export interface ReadDevice {
  readonly device: Device;
  readonly state: { readonly values: ReadonlyMap<string, JsonValue> };
}

/** Keeps Home Assistant informed of a role and its devices. */
export interface DiscoveryFeed extends Startable {
  /** To be called after every reading of a device. */
  onReading(read: ReadDevice): void;
  /** @param publishAll publishes every value once more; called when Home Assistant has started */
  onBirth(publishAll: () => void): void;
}

export function createDiscoveryFeed(config: DiscoveryFeedConfig, ports: DiscoveryFeedPorts): DiscoveryFeed {
  const { enabled, birthTopic, discoveryPrefix, discovery: mode } = config.homeassistant;
  const options = { ...optionsOf(config), version: ports.version };
  const devices = new Map(config.devices.map((device) => [device.id, device]));
  const own = config.role === 'bridge' ? [BRIDGE_ID] : [];
  const ids = enabled ? [...own, ...devices.keys()] : [];
  const configured = new Set(ids.map((id) => createDeviceIds(config.topicBase, id).device));
  const watches = new Map<string, DeviceWatch>();
  let publishAll = (): void => {};
  const announcer = createAnnouncer(
    {
      recordTopic: createTopics(config.topicBase).role(config.role).announced,
      place: { prefix: discoveryPrefix, mode },
      birthTopic,
      configured,
    },
    { ...ports, onBirth: () => publishAll() },
  );

  function watch(device: Device): DeviceWatch {
    const name = devices.get(device.id)?.name;
    const writeOnly = ports.rowsOf(device.kind).filter(({ access }) => access === 'W');
    const { suggestedArea } = config.homeassistant;
    const created = createDeviceWatch({ ...options, device, name, suggestedArea, writeOnly });
    watches.set(device.id, created);
    return created;
  }

  return {
    name: 'Home Assistant',
    async start() {
      if (enabled && config.role === 'bridge') announcer.update(bridgeDiscovery(options));
      await announcer.start();
    },
    stop: announcer.stop,
    onReading({ device, state }) {
      if (!enabled) return;
      const known = watches.get(device.id) ?? watch(device);
      const discovery = known.look(state.values, ports.clock.monotonic());
      if (discovery !== undefined) announcer.update(discovery);
    },
    onBirth(listener) {
      publishAll = listener;
    },
  };
}

function optionsOf({
  role,
  topicBase,
  publishSecrets,
  commands,
}: DiscoveryFeedConfig): Omit<DiscoveryOptions, 'version'> {
  return { role, topicBase, publishSecrets, readOnly: commands.readOnly, allow: new Set(commands.allow) };
}
