import type { DiscoveryPayload } from './discovery.js';

/** `device`: one message per device; `components`: one per entity, for Home Assistant before 2024.11 and others. */
export type DiscoveryMode = 'device' | 'components';

/** A message on a discovery topic. */
export interface ConfigMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** Component id → platform. */
export type Platforms = Readonly<Record<string, string>>;

export function platformsOf({ cmps }: DiscoveryPayload): Platforms {
  return Object.fromEntries(Object.entries(cmps).map(([id, { p }]) => [id, p]));
}

export function deviceTopic(prefix: string, objectId: string): string {
  return `${prefix}/device/${objectId}/config`;
}

/** The same ids as in the device's message: only so can Home Assistant move an entity from one form to the other. */
export function componentTopics(prefix: string, objectId: string, platforms: Platforms): readonly string[] {
  return Object.entries(platforms).map(([id, platform]) => `${prefix}/${platform}/${objectId}/${id}/config`);
}

export function deviceMessage(prefix: string, objectId: string, payload: DiscoveryPayload): ConfigMessage {
  return { topic: deviceTopic(prefix, objectId), payload: JSON.stringify(payload), retain: true };
}

/** The device's message with components that go: only their platform is left, which removes them. */
export function farewellMessage(
  prefix: string,
  objectId: string,
  payload: DiscoveryPayload,
  leaving: Platforms,
): ConfigMessage {
  const gone = Object.entries(leaving).map(([id, platform]) => [id, { p: platform }]);
  const cmps = { ...payload.cmps, ...Object.fromEntries(gone) };
  return deviceMessage(prefix, objectId, { ...payload, cmps });
}

export function componentMessages(
  prefix: string,
  objectId: string,
  payload: DiscoveryPayload,
): readonly ConfigMessage[] {
  const { cmps, ...shared } = payload;
  const topics = componentTopics(prefix, objectId, platformsOf(payload));
  return Object.values(cmps).map(({ p: _platform, ...component }, index) => ({
    topic: topics[index] ?? '',
    payload: JSON.stringify({ ...shared, ...component }),
    retain: true,
  }));
}

/** Empties a topic; Home Assistant removes what was announced there. */
export function emptyMessage(topic: string): ConfigMessage {
  return { topic, payload: '', retain: true };
}

/** Asks Home Assistant to let go of what was announced there but to keep its settings, for the other form. */
export function migrateMessage(topic: string): ConfigMessage {
  return { topic, payload: '{"migrate_discovery":true}', retain: false };
}
