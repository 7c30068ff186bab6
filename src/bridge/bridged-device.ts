import type { Clock } from '../clock.js';
import type { Device } from '../devices/device.js';
import type { JsonValue } from '../json.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import type { Topics } from '../mqtt/topics.js';
import type { Outcome } from './command.js';
import { createCommandInbox } from './command-inbox.js';
import { type CommandPolicy, createCommandReader } from './command-reader.js';
import { createCommandRunner } from './command-runner.js';
import { createDeviceLoop } from './device-loop.js';
import { createDevicePublisher } from './device-publisher.js';
import { createDeviceState, type DeviceState } from './device-state.js';
import { createFreshnessJudge } from './freshness.js';

export interface BridgedDeviceOptions {
  readonly device: Device;
  /** A measurement that stands still for so long makes the device offline. */
  readonly staleAfterMs: number;
  readonly confirmTimeoutMs: number;
  readonly policy: CommandPolicy;
  readonly publishSecrets: boolean;
}

export interface BridgedDevicePorts {
  readonly topics: Topics;
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onReading: (device: BridgedDevice) => void;
}

/** One device on the broker: its state, its loop, its set-topics. */
export interface BridgedDevice {
  readonly device: Device;
  readonly state: DeviceState;
  readonly online: boolean;

  /** Subscribes to the set-topics. */
  listen(): Promise<void>;

  /** Polls and writes until aborted, then publishes `offline`. */
  run(signal: AbortSignal): Promise<void>;

  /** Writes values that need no more checks, in the same queue as commands from the broker. */
  write(values: ReadonlyMap<string, JsonValue>): Promise<Outcome>;

  /** Publishes everything once more. */
  publishAll(): void;
}

export function createBridgedDevice(options: BridgedDeviceOptions, ports: BridgedDevicePorts): BridgedDevice {
  const { device } = options;
  const { mqtt, clock } = ports;
  const topics = ports.topics.device(device.id);
  const log = ports.log.child({ device: device.id });
  const state = createDeviceState();
  const publisher = createDevicePublisher({ ...options, state, topics, mqtt, clock });
  const loop = createDeviceLoop({
    device,
    state,
    publisher,
    runner: createCommandRunner({ ...options, clock }),
    freshness: createFreshnessJudge(options.staleAfterMs),
    clock,
    log,
    onReading: () => ports.onReading(bridged),
  });
  const reader = createCommandReader({ device, state, policy: options.policy });
  const inbox = createCommandInbox({ topics, reader, mqtt, log, push: loop.push });

  const bridged: BridgedDevice = {
    device,
    state,
    get online() {
      return publisher.online === true;
    },
    async listen() {
      await mqtt.subscribe(topics.set, (message) => inbox.receive(undefined, message));
      await mqtt.subscribe(topics.anyKeySet, (message) =>
        inbox.receive(topics.keyOfSet(message.topic), message),
      );
    },
    async run(signal) {
      await loop.run(signal);
      publisher.setOnline(false);
    },
    write: (values) => new Promise((answer) => loop.push({ values, answer })),
    publishAll: publisher.publishAll,
  };
  return bridged;
}
