import type { Datapoint, Range } from '../devices/datapoint.js';
import type { Device } from '../devices/device.js';
import type { JsonValue } from '../json.js';
import { type DiscoveryOptions, deviceDiscovery, type PresentKey } from './device-discovery.js';
import type { Discovery } from './discovery.js';
import { createPresence } from './presence.js';

/**
 * A device that has shown nothing new for so long has shown all. Where a charger cannot answer everything at once,
 * its keys come in batches.
 */
const ALL_SHOWN_MS = 60_000;

export interface DeviceWatchOptions extends DiscoveryOptions {
  readonly device: Device;
  /** The owner's name for it. */
  readonly name?: string | undefined;
  readonly suggestedArea?: string | undefined;
  /** Rows of the keys that can only be written: no answer shows them. */
  readonly writeOnly: readonly Datapoint[];
}

/** Watches the readings of one device. */
export interface DeviceWatch {
  /** @returns its discovery, if keys, identity or limits have changed since the last time */
  look(values: ReadonlyMap<string, JsonValue>, monotonicMs: number): Discovery | undefined;
}

export function createDeviceWatch(options: DeviceWatchOptions): DeviceWatch {
  const { device, name, suggestedArea } = options;
  const { id } = device;
  const readOnly = options.readOnly || device.writer === undefined;
  const presence = createPresence(device, options.writeOnly);
  let lastNewsMs = 0;
  let lastLook = '';

  return {
    look(values, monotonicMs) {
      if (presence.note(values)) lastNewsMs = monotonicMs;
      const complete = monotonicMs - lastNewsMs >= ALL_SHOWN_MS;
      const { identity } = device;
      const present = presence.keys();
      const limits = limitsOf(device, present, values);
      const thisLook = JSON.stringify([lastNewsMs, complete, identity, [...limits]]);
      if (thisLook === lastLook) return undefined;
      lastLook = thisLook;
      return deviceDiscovery({
        device: { id, identity, name, suggestedArea },
        present,
        unknownKeys: presence.unknownKeys(),
        limits,
        complete,
        options: { ...options, readOnly },
      });
    },
  };
}

function limitsOf(
  { writer }: Device,
  present: readonly PresentKey[],
  values: ReadonlyMap<string, JsonValue>,
): ReadonlyMap<string, Range> {
  const limits = new Map<string, Range>();
  for (const { datapoint } of present) {
    const limit = datapoint.access === 'R' ? undefined : writer?.limits(datapoint.key, values);
    if (limit !== undefined) limits.set(datapoint.key, limit);
  }
  return limits;
}
