import type { Datapoint, Part, Range } from '../devices/datapoint.js';
import type { DeviceIdentity } from '../devices/device.js';
import type { JsonObject } from '../json.js';
import { createTopics, type DeviceTopics, type Role } from '../mqtt/topics.js';
import { BRIDGE_ID } from './bridge-discovery.js';
import { type Components, componentsOf } from './components.js';
import { type Discovery, defined, origin } from './discovery.js';
import { createDeviceIds } from './ids.js';
import { type ShownValue, shownKey, shownPart, shownUnknown } from './shown-value.js';

/** A key that the device really has. */
export interface PresentKey {
  readonly datapoint: Datapoint;
  /** Names of the parts that its value really has. */
  readonly parts: ReadonlySet<string>;
}

export interface DiscoveredDevice {
  readonly id: string;
  readonly identity: DeviceIdentity;
  /** The owner's name for it; otherwise its own. */
  readonly name?: string | undefined;
  readonly suggestedArea?: string | undefined;
}

/** What the configuration says about all devices. */
export interface DiscoveryOptions {
  /** Whose devices these are: when it is offline, they are unavailable. */
  readonly role: Role;
  readonly topicBase: string;
  readonly version: string;
  /** No command is taken, so none is offered. */
  readonly readOnly: boolean;
  /** Guarded keys that may be written all the same. */
  readonly allow: ReadonlySet<string>;
  readonly publishSecrets: boolean;
}

export interface DeviceDiscoveryInput {
  readonly device: DiscoveredDevice;
  readonly present: readonly PresentKey[];
  /** Keys that no row describes. */
  readonly unknownKeys: readonly string[];
  /** Key → the device's present bounds, in the unit of the wire. */
  readonly limits: ReadonlyMap<string, Range>;
  /** Whether the device has shown all that it has. */
  readonly complete: boolean;
  readonly options: DiscoveryOptions;
}

/**
 * Announces a device with an entity for each key and part that it really has. Availability is that of the role and
 * of the device together.
 */
export function deviceDiscovery(input: DeviceDiscoveryInput): Discovery {
  const { device, options } = input;
  const topics = createTopics(options.topicBase);
  const ids = createDeviceIds(options.topicBase, device.id);
  const bridge = createDeviceIds(options.topicBase, BRIDGE_ID);
  const components = shownValues(input, topics.device(device.id)).flatMap((value) =>
    componentsOf(value, ids),
  );
  return {
    objectId: ids.device,
    complete: input.complete,
    payload: {
      dev: { ids: [ids.device], ...describe(device), via_device: bridge.device },
      o: origin(options.version),
      availability: [
        { topic: topics.role(options.role).state },
        { topic: topics.device(device.id).availability },
      ],
      availability_mode: 'all',
      cmps: withoutDoubles(components),
    },
  };
}

function describe({ identity, name, suggestedArea }: DiscoveredDevice): JsonObject {
  const { manufacturer, model, configurationUrl } = identity;
  return defined({
    name: name ?? identity.name ?? `${manufacturer} ${model}`,
    mf: manufacturer,
    mdl: model,
    sn: identity.serialNumber,
    sw: identity.softwareVersion,
    hw: identity.hardwareVersion,
    // Anything but a web page would make Home Assistant reject the device.
    cu: configurationUrl?.match(/^https?:\/\//) ? configurationUrl : undefined,
    sa: suggestedArea,
  });
}

function shownValues(input: DeviceDiscoveryInput, topics: DeviceTopics): readonly ShownValue[] {
  const known = input.present.flatMap((key) => [
    ...wholeOf(key, input, topics),
    ...partsOf(key, input, topics),
  ]);
  return [...known, ...input.unknownKeys.map((key) => shownUnknown(key, topics))];
}

/** A compound value is shown by its parts, if it has any. */
function wholeOf(key: PresentKey, input: DeviceDiscoveryInput, topics: DeviceTopics): readonly ShownValue[] {
  const { datapoint: row } = key;
  const isCompound = row.type === 'array' || row.type === 'object';
  if (row.entity === false || (isCompound && shownPartsOf(key).length > 0)) return [];
  const open = input.options.publishSecrets || row.secret !== true;
  const limit = input.limits.get(row.key);
  return [shownKey(row, { topics, writable: isWritable(row, input.options), open, limit })];
}

function partsOf(key: PresentKey, input: DeviceDiscoveryInput, topics: DeviceTopics): readonly ShownValue[] {
  const { publishSecrets } = input.options;
  return shownPartsOf(key).map((part) =>
    shownPart(key.datapoint, part, topics, publishSecrets || part.secret !== true),
  );
}

function shownPartsOf({ datapoint, parts }: PresentKey): readonly Part[] {
  return (datapoint.parts ?? []).filter((part) => part.entity !== false && parts.has(part.name));
}

function isWritable(row: Datapoint, { readOnly, allow }: DiscoveryOptions): boolean {
  return row.access !== 'R' && !readOnly && (row.guarded !== true || allow.has(row.key));
}

/** Keys that differ only in characters which ids cannot have would share an id; the one with a row comes first. */
function withoutDoubles(components: Components): Discovery['payload']['cmps'] {
  const seen = new Set<string>();
  return Object.fromEntries(
    components.filter(([, { unique_id }]) => {
      const isNew = !seen.has(unique_id);
      seen.add(unique_id);
      return isNew;
    }),
  );
}
