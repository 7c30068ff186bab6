import type { Clock } from '../clock.js';
import { partsOf } from '../devices/compound.js';
import type { Datapoint, Part } from '../devices/datapoint.js';
import type { Device } from '../devices/device.js';
import { maskPart, maskValue } from '../devices/mask.js';
import type { JsonValue } from '../json.js';
import type { MqttPort } from '../mqtt/port.js';
import { type DeviceTopics, OFFLINE, ONLINE } from '../mqtt/topics.js';
import { createChangeFilter } from './change-filter.js';
import type { DeviceState } from './device-state.js';

export interface DevicePublisherOptions {
  readonly device: Device;
  readonly state: DeviceState;
  readonly topics: DeviceTopics;
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  /** Publish Wi-Fi keys, card ids and the like as they are. */
  readonly publishSecrets: boolean;
}

/** Publishes one device's values, snapshot and availability: retained, and values only when they change. */
export interface DevicePublisher {
  /** Publishes what is new among these keys, what was held back long enough, and the snapshot. */
  publish(keys: Iterable<string>): void;

  /** Publishes the availability if it changed. */
  setOnline(online: boolean): void;

  readonly online: boolean | undefined;

  /** Publishes everything that is known once more, changed or not. */
  publishAll(): void;
}

export function createDevicePublisher(options: DevicePublisherOptions): DevicePublisher {
  const { device, state, topics, mqtt, clock, publishSecrets } = options;
  const filter = createChangeFilter();
  let online: boolean | undefined;

  const retain = { retain: true } as const;
  const shown = (row: Datapoint | undefined, value: JsonValue): JsonValue =>
    publishSecrets || row === undefined ? value : maskValue(row, value);

  function offer(topic: string, value: JsonValue, nowMs: number, row?: Datapoint | Part): void {
    const payload = filter.offer(topic, value, nowMs, row?.noise);
    if (payload !== undefined) mqtt.publish(topic, payload, retain);
  }

  function publishParts(row: Datapoint, parts: readonly Part[], value: JsonValue, nowMs: number): void {
    const members = partsOf(row, value, state.values);
    for (const part of parts) {
      const member = members.get(part.name);
      if (member === undefined) continue;
      offer(topics.part(row.key, part.name), publishSecrets ? member : maskPart(part, member), nowMs, part);
    }
  }

  function publishKey(key: string, nowMs: number): void {
    const value = state.values.get(key);
    if (value === undefined) return;
    const row = device.datapoint(key);
    offer(topics.key(key), shown(row, value), nowMs, row);
    if (row?.parts !== undefined) publishParts(row, row.parts, value, nowMs);
  }

  function publishSnapshot(): void {
    const snapshot: Record<string, JsonValue> = {};
    for (const [key, value] of state.values) snapshot[key] = shown(device.datapoint(key), value);
    if (state.measuredAtMs !== undefined)
      snapshot['measured_at'] = new Date(state.measuredAtMs).toISOString();
    if (state.receivedAtMs !== undefined)
      snapshot['received_at'] = new Date(state.receivedAtMs).toISOString();
    if (state.missingSince.size > 0) {
      snapshot['missing'] = Object.fromEntries(
        [...state.missingSince].map(([key, ms]) => [key, new Date(ms).toISOString()]),
      );
    }
    mqtt.publish(topics.state, JSON.stringify(snapshot), retain);
  }

  function publishAvailability(): void {
    // While disconnected it is not kept for later: publishAll says it after the values, when the connection is back.
    if (online === undefined || !mqtt.connected) return;
    mqtt.publish(topics.availability, online ? ONLINE : OFFLINE, { retain: true, qos: 1 });
  }

  function publish(keys: Iterable<string>): void {
    const nowMs = clock.monotonic();
    for (const key of keys) publishKey(key, nowMs);
    for (const [topic, payload] of filter.due(nowMs)) mqtt.publish(topic, payload, retain);
    publishSnapshot();
  }

  return {
    publish,
    get online() {
      return online;
    },
    setOnline(next) {
      if (next === online) return;
      online = next;
      publishAvailability();
    },
    publishAll() {
      filter.forget();
      if (state.receivedAtMs !== undefined) publish(state.values.keys());
      publishAvailability();
    },
  };
}
