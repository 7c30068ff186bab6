import type { AnnouncedDevice } from './announced.js';
import {
  type ConfigMessage,
  componentMessages,
  componentTopics,
  type DiscoveryMode,
  deviceMessage,
  deviceTopic,
  emptyMessage,
  farewellMessage,
  migrateMessage,
  type Platforms,
  platformsOf,
} from './config-messages.js';
import type { Discovery } from './discovery.js';

/** Where and how devices are announced. */
export interface Place {
  readonly prefix: string;
  readonly mode: DiscoveryMode;
}

/** Messages that may go out together; Home Assistant needs a moment between two steps. */
export type Step = readonly ConfigMessage[];

/**
 * The way from what Home Assistant was told to what it is to know. Entities keep their settings (names, areas,
 * history) where they can; what is no longer there is removed and not just left out, because Home Assistant keeps
 * what is left out. As long as not everything of the device is known, nothing is removed and nothing moves.
 */
export function planAnnouncement(
  discovery: Discovery,
  place: Place,
  before?: AnnouncedDevice,
): readonly Step[] {
  const { prefix, mode } = place;
  if (before === undefined) return [announce(discovery, prefix, mode)];
  const moves = before.prefix !== prefix || before.mode !== mode;
  if (!discovery.complete) return moves ? [] : [announce(discovery, prefix, mode)];
  if (before.prefix !== prefix) {
    return [retraction(discovery.objectId, before), announce(discovery, prefix, mode)];
  }
  return planHere(discovery, place, before);
}

/** What Home Assistant knows when the plan has been carried out. */
export function announcedAfter(
  { payload, complete }: Discovery,
  place: Place,
  before?: AnnouncedDevice,
): AnnouncedDevice {
  const components = platformsOf(payload);
  if (complete || before === undefined) return { ...place, components };
  return { ...before, components: { ...before.components, ...components } };
}

function planHere(discovery: Discovery, { prefix, mode }: Place, before: AnnouncedDevice): readonly Step[] {
  const { objectId, payload } = discovery;
  const leaving = without(before.components, platformsOf(payload));
  if (before.mode === mode) {
    return mode === 'device'
      ? updateDevice(discovery, prefix, leaving)
      : [[...announce(discovery, prefix, mode), ...emptied(prefix, objectId, leaving)]];
  }
  return mode === 'device'
    ? componentsToDevice(discovery, prefix, before.components, leaving)
    : deviceToComponents(discovery, prefix, leaving);
}

/** Removes a device with all its entities. */
export function retraction(objectId: string, { prefix, mode, components }: AnnouncedDevice): Step {
  return mode === 'device'
    ? [emptyMessage(deviceTopic(prefix, objectId))]
    : emptied(prefix, objectId, components);
}

function announce({ objectId, payload }: Discovery, prefix: string, mode: DiscoveryMode): Step {
  return mode === 'device'
    ? [deviceMessage(prefix, objectId, payload)]
    : componentMessages(prefix, objectId, payload);
}

function emptied(prefix: string, objectId: string, platforms: Platforms): Step {
  return componentTopics(prefix, objectId, platforms).map(emptyMessage);
}

/** Everything new is already in the first message: Home Assistant may skip a second one that comes soon after. */
function updateDevice(discovery: Discovery, prefix: string, leaving: Platforms): readonly Step[] {
  const last = announce(discovery, prefix, 'device');
  if (Object.keys(leaving).length === 0) return [last];
  return [[farewellMessage(prefix, discovery.objectId, discovery.payload, leaving)], last];
}

function componentsToDevice(
  discovery: Discovery,
  prefix: string,
  before: Platforms,
  leaving: Platforms,
): readonly Step[] {
  const staying = componentTopics(prefix, discovery.objectId, without(before, leaving));
  return [
    [...emptied(prefix, discovery.objectId, leaving), ...staying.map(migrateMessage)],
    announce(discovery, prefix, 'device'),
    staying.map(emptyMessage),
  ];
}

function deviceToComponents(discovery: Discovery, prefix: string, leaving: Platforms): readonly Step[] {
  const topic = deviceTopic(prefix, discovery.objectId);
  const removal =
    Object.keys(leaving).length === 0
      ? []
      : [[farewellMessage(prefix, discovery.objectId, discovery.payload, leaving)]];
  return [
    ...removal,
    [migrateMessage(topic)],
    announce(discovery, prefix, 'components'),
    [emptyMessage(topic)],
  ];
}

function without(platforms: Platforms, others: Platforms): Platforms {
  return Object.fromEntries(Object.entries(platforms).filter(([id]) => !Object.hasOwn(others, id)));
}
