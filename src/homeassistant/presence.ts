import { partsOf } from '../devices/compound.js';
import type { Datapoint } from '../devices/datapoint.js';
import type { Device } from '../devices/device.js';
import type { JsonValue } from '../json.js';
import type { PresentKey } from './device-discovery.js';

/**
 * Which keys and parts a device really has. What was seen once stays until the next start: a key that is missing from
 * one answer, or a list that is shorter today, must not cost the owner the settings of its entities.
 */
export interface Presence {
  /** @returns whether something is new */
  note(values: ReadonlyMap<string, JsonValue>): boolean;
  /** The keys with a row, those that can only be written included. */
  keys(): readonly PresentKey[];
  /** The keys without a row. */
  unknownKeys(): readonly string[];
}

/** @param writeOnly rows of keys that no answer shows */
export function createPresence(
  device: Pick<Device, 'datapoint'>,
  writeOnly: readonly Datapoint[] = [],
): Presence {
  const seen = new Map<string, Set<string>>();

  function noteKey(key: string, value: JsonValue, values: ReadonlyMap<string, JsonValue>): boolean {
    const before = seen.get(key);
    const parts = before ?? new Set<string>();
    seen.set(key, parts);
    const row = device.datapoint(key);
    const count = parts.size;
    if (row?.parts !== undefined && count < row.parts.length) {
      for (const name of partsOf(row, value, values).keys()) parts.add(name);
    }
    return before === undefined || parts.size > count;
  }

  return {
    note(values) {
      let news = false;
      for (const [key, value] of values) news = noteKey(key, value, values) || news;
      return news;
    },
    keys() {
      const readable = [...seen].flatMap(([key, parts]) => {
        const datapoint = device.datapoint(key);
        return datapoint === undefined ? [] : [{ datapoint, parts }];
      });
      const commands = writeOnly.filter(({ key }) => !seen.has(key));
      return [...readable, ...commands.map((datapoint) => ({ datapoint, parts: new Set<string>() }))];
    },
    unknownKeys: () => [...seen.keys()].filter((key) => device.datapoint(key) === undefined),
  };
}
