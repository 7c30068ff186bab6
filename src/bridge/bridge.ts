import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import { createTopics, OFFLINE, ONLINE } from '../mqtt/topics.js';
import { createBridgeInfo } from './bridge-info.js';
import { type BridgedDevice, type BridgedDeviceOptions, createBridgedDevice } from './bridged-device.js';

const INFO_DELAY_MS = 200;

export interface BridgeOptions {
  readonly topicBase: string;
  readonly version: string;
  readonly devices: readonly BridgedDeviceOptions[];
}

export interface BridgePorts {
  /** Its last will must be `offline` on `<base>/bridge/state`. */
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after every reading of a device. */
  readonly onReading?: (device: BridgedDevice) => void;
}

/** The bridge role: devices → topics, set-topics → device writes. */
export interface Bridge {
  readonly name: string;
  readonly devices: readonly BridgedDevice[];
  start(): Promise<void>;
  stop(): Promise<void>;

  /** Publishes every value once more, for a client that lost them (Home Assistant after its start). */
  publishAll(): void;
}

export function createBridge({ topicBase, version, devices }: BridgeOptions, ports: BridgePorts): Bridge {
  const { mqtt, clock, log } = ports;
  const topics = createTopics(topicBase);
  const stopping = new AbortController();
  // Every device listens for the end, however many there are: that is no leak.
  setMaxListeners(0, stopping.signal);
  const bridged = devices.map((options) =>
    createBridgedDevice(options, { topics, mqtt, clock, log, onReading }),
  );
  const info = createBridgeInfo({
    topicBase,
    version,
    startedAtMs: clock.now(),
    devices: devices.map(({ device }) => device),
  });
  let loops: Promise<void>[] = [];
  let infoIsDue = false;

  function onReading(device: BridgedDevice): void {
    if (info.noteIdentity(device.device) && !infoIsDue) void publishInfoSoon();
    ports.onReading?.(device);
  }

  /** Many devices that answer for the first time together make one message. */
  async function publishInfoSoon(): Promise<void> {
    infoIsDue = true;
    await clock.sleep(INFO_DELAY_MS, stopping.signal).then(publishInfo, () => undefined);
    infoIsDue = false;
  }

  function publishInfo(): void {
    mqtt.publish(topics.bridgeInfo, info.payload(), { retain: true, qos: 1 });
  }

  function publishAll(): void {
    mqtt.publish(topics.role('bridge').state, ONLINE, { retain: true, qos: 1 });
    publishInfo();
    for (const device of bridged) device.publishAll();
  }

  return {
    name: 'bridge',
    devices: bridged,
    publishAll,
    async start() {
      mqtt.onConnect(publishAll);
      if (mqtt.connected) publishAll();
      await Promise.all(bridged.map((device) => device.listen()));
      loops = bridged.map((device) => device.run(stopping.signal));
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      mqtt.publish(topics.role('bridge').state, OFFLINE, { retain: true, qos: 1 });
    },
  };
}
