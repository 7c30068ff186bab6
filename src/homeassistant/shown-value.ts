import type { Datapoint, Entity, Options, Part, Range, ValueType } from '../devices/datapoint.js';
import type { DeviceTopics } from '../mqtt/topics.js';

/** One value of a device, whole or part, as Home Assistant is to show it. */
export interface ShownValue {
  /** Key, and part if it is one: what its ids are made of. */
  readonly names: readonly string[];
  readonly label: string;
  /** `text`: anything, shown as it is. */
  readonly type: ValueType | 'timestamp' | 'text';
  readonly unit?: string | undefined;
  readonly options?: Options | undefined;
  /** Bounds in the unit of the wire, the device's present limits included. */
  readonly range?: Range | undefined;
  readonly maxLength?: number | undefined;
  readonly entity: Entity;
  readonly category: 'primary' | 'config' | 'diagnostic';
  /** Absent for keys that can only be written. */
  readonly stateTopic?: string | undefined;
  /** Where a number is in the payload of that topic, for templates. */
  readonly source: string;
  /** Absent for what must not be written. */
  readonly commandTopic?: string | undefined;
  /** Whether `null` can be written. */
  readonly clearable: boolean;
}

export interface ShownKeyOptions {
  readonly topics: DeviceTopics;
  /** Whether this installation lets the key be written. */
  readonly writable: boolean;
  /** Whether its value is published as it is; otherwise it is masked. */
  readonly open: boolean;
  /** The device's present bounds, if they are narrower than the row's. */
  readonly limit: Range | undefined;
}

export function shownKey(row: Datapoint, options: ShownKeyOptions): ShownValue {
  if (!options.open) return masked(row, options.topics);
  const entity = row.entity || {};
  return {
    names: [row.key],
    label: row.name,
    type: row.type,
    unit: row.unit,
    options: row.options,
    range: narrowest(row.range, options.limit),
    maxLength: row.maxLength,
    entity,
    category: entity.category ?? (row.access === 'R' ? 'diagnostic' : 'config'),
    stateTopic: row.access === 'W' ? undefined : topicOf(entity, options.topics, options.topics.key(row.key)),
    source: sourceOf(entity, [row.key]),
    commandTopic: options.writable ? options.topics.keySet(row.key) : undefined,
    clearable: row.nullable === true,
  };
}

/** Of a secret, the owner may see that it is there; writing it here would write the mask back. */
function masked(row: Datapoint, topics: DeviceTopics): ShownValue {
  return {
    names: [row.key],
    label: row.name,
    type: 'text',
    entity: {},
    category: 'diagnostic',
    stateTopic: row.access === 'W' ? undefined : topics.key(row.key),
    source: PAYLOAD,
    clearable: false,
  };
}

/** @param open as in ShownKeyOptions */
export function shownPart(row: Datapoint, part: Part, topics: DeviceTopics, open: boolean): ShownValue {
  const entity = open && part.entity ? part.entity : {};
  return {
    names: [row.key, part.name],
    label: part.label,
    type: !open ? 'text' : part.derive === undefined ? part.type : 'timestamp',
    unit: open ? part.unit : undefined,
    options: open ? part.options : undefined,
    entity,
    category: entity.category ?? 'diagnostic',
    stateTopic: topicOf(entity, topics, topics.part(row.key, part.name)),
    source: sourceOf(entity, [row.key, ...part.path]),
    clearable: false,
  };
}

/** A key that no row describes: published as it is, so shown as it is. */
export function shownUnknown(key: string, topics: DeviceTopics): ShownValue {
  return {
    names: [key],
    label: key,
    type: 'text',
    entity: {},
    category: 'diagnostic',
    stateTopic: topics.key(key),
    source: PAYLOAD,
    clearable: false,
  };
}

const PAYLOAD = 'value_json';

/**
 * A topic of a single value is silent as long as the value stays the same; only the snapshot, which comes with every
 * reading, can tell a value that stays from a device that is gone.
 */
function topicOf({ expireAfterS }: Entity, topics: DeviceTopics, own: string): string {
  return expireAfterS === undefined ? own : topics.state;
}

function sourceOf({ expireAfterS }: Entity, path: readonly (string | number)[]): string {
  return expireAfterS === undefined
    ? PAYLOAD
    : PAYLOAD + path.map((step) => `[${JSON.stringify(step)}]`).join('');
}

function narrowest(range: Range | undefined, limit: Range | undefined): Range | undefined {
  if (range === undefined || limit === undefined) return limit ?? range;
  return { ...range, ...limit, min: Math.max(range.min, limit.min), max: Math.min(range.max, limit.max) };
}
