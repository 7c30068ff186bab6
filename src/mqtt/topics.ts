/** Names of the topic contract (docs/topics.md), in one place. `base` and device ids are checked by the config. */
export interface DeviceTopics {
  readonly availability: string;
  readonly state: string;
  readonly set: string;
  readonly result: string;
  key(key: string): string;
  part(key: string, part: string): string;
  keySet(key: string): string;
  /** Filter for the set-topics of all keys. */
  readonly anyKeySet: string;
  /** Whether a topic belongs to the contract: nobody may have a result published in its place. */
  isOurs(topic: string): boolean;
  /** The key of a topic that `anyKeySet` matches. */
  keyOfSet(topic: string): string;
  keyResult(key: string): string;
}

/** Parts of the program that connect to the broker by themselves, in one process or in several. */
export const ROLES = ['bridge', 'surplus', 'ledger'] as const;
export type Role = (typeof ROLES)[number];

export interface RoleTopics {
  /** `online`, or `offline` by last will. */
  readonly state: string;
  /** The role's memory of what it announced to Home Assistant. */
  readonly announced: string;
}

export interface Topics {
  role(role: Role): RoleTopics;
  readonly bridgeInfo: string;
  device(id: string): DeviceTopics;
}

export const ONLINE = 'online';
export const OFFLINE = 'offline';

/** Names below a device that the contract uses itself. A device's own key of that name gets a trailing underscore. */
const RESERVED = new Set(['availability', 'state', 'set', 'result']);

/**
 * A key as one segment of a topic: `/`, `+`, `#`, blanks and control characters become `_`, because an unknown key of
 * a device must neither break the topic tree nor act as a wildcard.
 */
export function topicSegment(key: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: MQTT forbids U+0000 and discourages the other controls.
  const safe = key.replace(/[/+#\s\u0000-\u001f\u007f]/g, '_');
  return RESERVED.has(safe) || safe === '' ? `${safe}_` : safe;
}

/** @example createTopics('wattbridge').device('charger').keySet('amp') // 'wattbridge/charger/amp/set' */
export function createTopics(base: string): Topics {
  return {
    role: (role) => ({ state: `${base}/${role}/state`, announced: `${base}/${role}/announced` }),
    bridgeInfo: `${base}/bridge/info`,
    device(id) {
      const root = `${base}/${id}`;
      return {
        availability: `${root}/availability`,
        state: `${root}/state`,
        set: `${root}/set`,
        result: `${root}/result`,
        key: (key) => `${root}/${topicSegment(key)}`,
        part: (key, part) => `${root}/${topicSegment(key)}/${part}`,
        isOurs: (topic) => topic.startsWith(`${base}/`),
        anyKeySet: `${root}/+/set`,
        keyOfSet: (topic) => topic.slice(root.length + 1, -'/set'.length),
        keySet: (key) => `${root}/${topicSegment(key)}/set`,
        keyResult: (key) => `${root}/${topicSegment(key)}/result`,
      };
    },
  };
}
