import type { Clock } from '../clock.js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { Startable } from '../lifecycle.js';
import type { Logger } from '../logger.js';
import type { MqttMessage, MqttPort } from '../mqtt/port.js';
import { createTopics, ONLINE, ROLES, type Role, type Topics } from '../mqtt/topics.js';
import type { LiveDevice, LiveDevices } from './api.js';
import { parse } from './command-results.js';
import { createDeviceCommands, type DeviceCommands } from './device-commands.js';

export interface LiveDevicesOptions {
  readonly topicBase: string;
  /** Ids of meters and chargers; the controller of a charger is watched as `surplus/<charger>`. */
  readonly ids: readonly string[];
}

export interface LiveDevicesPorts {
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Watched {
  readonly role: Role;
  readonly commands: DeviceCommands;
  isAvailable: boolean;
  snapshot?: { readonly values: JsonObject; readonly receivedAtMs: number };
}

/** The devices as a client of the topic contract (docs/topics.md) sees them. */
export function createLiveDevices(
  { topicBase, ids }: LiveDevicesOptions,
  { mqtt, clock, log }: LiveDevicesPorts,
): LiveDevices & Startable {
  const topics = createTopics(topicBase);
  const stopping = new AbortController();
  const rolesOnline = new Set<Role>();
  const watch = (role: Role, id: string): [string, Watched] => {
    const commands = createDeviceCommands(topics.device(id), { mqtt, clock }, stopping.signal);
    return [id, { role, commands, isAvailable: false }];
  };
  const devices = new Map(ids.flatMap((id) => [watch('bridge', id), watch('surplus', `surplus/${id}`)]));

  function takeSnapshot(device: Watched, { topic, payload }: MqttMessage): void {
    const values = parse(payload);
    if (isJsonObject(values)) device.snapshot = { values, receivedAtMs: receivedAt(values) ?? clock.now() };
    else log.debug({ topic }, 'a snapshot cannot be read and is left out');
  }

  return {
    name: 'live devices',
    get connected() {
      return mqtt.connected;
    },
    roles: rolesOnline,
    get(id): LiveDevice | undefined {
      const device = devices.get(id);
      if (device?.snapshot === undefined) return undefined;
      // The broker says `online` on behalf of a program that is gone; its last will says the truth.
      const online = mqtt.connected && rolesOnline.has(device.role) && device.isAvailable;
      return { ...device.snapshot, online };
    },
    async command(id, values, timeoutMs) {
      const device = devices.get(id);
      if (device === undefined) return { status: 'Error', message: `There is no ${id}.`, tookMs: 0 };
      return device.commands.run(values, timeoutMs);
    },
    async start() {
      for (const role of ROLES) {
        await mqtt.subscribe(topics.role(role).state, ({ payload }) => {
          if (payload === ONLINE) rolesOnline.add(role);
          else rolesOnline.delete(role);
        });
      }
      for (const [id, device] of devices) {
        await listen(topics, id, device, mqtt, (message) => takeSnapshot(device, message));
      }
    },
    async stop() {
      stopping.abort();
    },
  };
}

async function listen(
  topics: Topics,
  id: string,
  device: Watched,
  mqtt: MqttPort,
  takeSnapshot: (message: MqttMessage) => void,
): Promise<void> {
  const { state, availability, set, result } = topics.device(id);
  await mqtt.subscribe(state, takeSnapshot);
  await mqtt.subscribe(availability, ({ payload }) => {
    device.isAvailable = payload === ONLINE;
  });
  await mqtt.subscribe(set, ({ payload, retain }) => {
    if (!retain) device.commands.takeCommand(payload);
  });
  await mqtt.subscribe(result, ({ payload }) => device.commands.takeResult(payload));
}

function receivedAt({ received_at: text }: JsonObject): number | undefined {
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}
