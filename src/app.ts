import { createBridge } from './bridge/bridge.js';
import type { Clock } from './clock.js';
import { embeddedBrokerOptions, externalBrokerOptions } from './config/broker-options.js';
import type { Config } from './config/schema.js';
import { createHttp } from './devices/http.js';
import { createDevice, type DeviceConfig, rowsOf } from './devices/registry.js';
import { createDiscoveryFeed, type DiscoveryFeedConfig } from './homeassistant/discovery-feed.js';
import { createLifecycle, type Startable } from './lifecycle.js';
import type { Logger } from './logger.js';
import { type Broker, createBroker } from './mqtt/broker.js';
import { createMqttClient, type MqttClient } from './mqtt/mqtt-client.js';
import { createTopics, OFFLINE } from './mqtt/topics.js';

export interface AppPorts {
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface App {
  /** The embedded broker, if the configuration wants it. */
  readonly broker: Broker | undefined;
  /** Whether the connection to the broker stands. */
  readonly connected: boolean;
  /** @throws WattbridgeError when something cannot work as configured */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds everything from the configuration; nothing runs before `start`. */
export function createApp(config: Config, ports: AppPorts): App {
  const broker = config.mqtt.broker === 'embedded' ? embeddedBroker(config, ports) : undefined;
  const mqtt = mqttClient(config, broker, ports);
  const parts: Startable[] = [
    ...(broker === undefined ? [] : [broker]),
    mqtt,
    ...bridgeParts(config, mqtt, ports),
  ];
  const { start, stop } = createLifecycle(parts, ports.log);
  return {
    broker,
    get connected() {
      return mqtt.connected;
    },
    start,
    stop,
  };
}

function embeddedBroker(config: Config, { log }: AppPorts): Broker {
  return createBroker(embeddedBrokerOptions(config), { log: log.child({ part: 'broker' }) });
}

function mqttClient({ topic_base, mqtt }: Config, broker: Broker | undefined, { log }: AppPorts): MqttClient {
  const will = {
    topic: createTopics(topic_base).role('bridge').state,
    payload: OFFLINE,
    qos: 1,
    retain: true,
  } as const;
  const clientId = mqtt.external?.client_id ?? `${topic_base.replaceAll('/', '-')}-bridge`;
  const where = broker === undefined ? externalBrokerOptions(mqtt) : { broker };
  return createMqttClient({ clientId, will, ...where }, { log: log.child({ part: 'mqtt' }) });
}

/** The bridge role: the devices, and what Home Assistant is told of them. */
function bridgeParts(config: Config, mqtt: MqttClient, { version, clock, log }: AppPorts): Startable[] {
  const http = createHttp();
  const bridgeLog = log.child({ part: 'bridge' });
  const configs: readonly DeviceConfig[] = [...config.meters, ...config.chargers];
  const devices = configs.map((each) => {
    const device = createDevice(each, { http, clock, log: bridgeLog });
    return { device, ...bridgeOptions(config, each) };
  });
  const feed = createDiscoveryFeed(discoveryConfig(config), {
    version,
    rowsOf,
    mqtt,
    clock,
    log: log.child({ part: 'homeassistant' }),
  });
  const bridge = createBridge(
    { topicBase: config.topic_base, version, devices },
    { mqtt, clock, log: bridgeLog, onReading: feed.onReading },
  );
  feed.onBirth(bridge.publishAll);
  return [bridge, feed];
}

function bridgeOptions({ commands, publish_secrets }: Config, { stale_after_s }: DeviceConfig) {
  return {
    staleAfterMs: stale_after_s * 1000,
    confirmTimeoutMs: commands.confirm_timeout_s * 1000,
    policy: { readOnly: commands.read_only, allow: new Set(commands.allow) },
    publishSecrets: publish_secrets,
  };
}

function discoveryConfig(config: Config): DiscoveryFeedConfig {
  const { enabled, discovery_prefix, discovery, birth_topic, suggested_area } = config.homeassistant;
  return {
    role: 'bridge',
    topicBase: config.topic_base,
    publishSecrets: config.publish_secrets,
    commands: { readOnly: config.commands.read_only, allow: config.commands.allow },
    homeassistant: {
      enabled,
      discoveryPrefix: discovery_prefix,
      discovery,
      birthTopic: birth_topic,
      ...(suggested_area !== undefined && { suggestedArea: suggested_area }),
    },
    devices: [...config.meters, ...config.chargers],
  };
}
