import type { Device } from '../devices/device.js';

export interface BridgeInfoOptions {
  readonly topicBase: string;
  readonly version: string;
  readonly startedAtMs: number;
  readonly devices: readonly Device[];
}

/** What `<base>/bridge/info` says. Models and firmwares are known only after the first answer, and may change. */
export interface BridgeInfo {
  /** Takes over what the device says of itself. @returns whether the payload changed */
  noteIdentity(device: Device): boolean;
  payload(): string;
}

export function createBridgeInfo(options: BridgeInfoOptions): BridgeInfo {
  const devices = new Map(options.devices.map((device) => [device.id, JSON.stringify(describe(device))]));
  return {
    noteIdentity(device) {
      const text = JSON.stringify(describe(device));
      if (devices.get(device.id) === text) return false;
      devices.set(device.id, text);
      return true;
    },
    payload: () =>
      JSON.stringify({
        version: options.version,
        topic_base: options.topicBase,
        started_at: new Date(options.startedAtMs).toISOString(),
        devices: [...devices.values()].map((text) => JSON.parse(text)),
      }),
  };
}

function describe({ id, kind, identity }: Device) {
  return {
    id,
    kind,
    manufacturer: identity.manufacturer,
    model: identity.model,
    name: identity.name,
    serial_number: identity.serialNumber,
    software_version: identity.softwareVersion,
    hardware_version: identity.hardwareVersion,
  };
}
