import { join } from 'node:path';
import { createBridge } from './bridge/bridge.js';
import type { Clock } from './clock.js';
import { embeddedBrokerOptions, externalBrokerOptions } from './config/broker-options.js';
import { houseTopicsOf } from './config/house-topics.js';
import type { Config } from './config/schema.js';
import { createHttp } from './devices/http.js';
import { createDevice, type DeviceConfig, rowsOf } from './devices/registry.js';
import {
  createDiscoveryFeed,
  type DiscoveryFeed,
  type DiscoveryFeedConfig,
} from './homeassistant/discovery-feed.js';
import { createLifecycle, type Lifecycle, type Startable } from './lifecycle.js';
import { localDay, nextLocalTime } from './local-time.js';
import type { Logger } from './logger.js';
import { type Broker, createBroker } from './mqtt/broker.js';
import { createMqttClient, type MqttClient } from './mqtt/mqtt-client.js';
import { keepNoPacketNumbers } from './mqtt/packet-numbers.js';
import { createRetainedFile } from './mqtt/retained-file.js';
import { createTopics, OFFLINE, ROLES, type Role } from './mqtt/topics.js';
import type { OwnerKey } from './setup/owner-key.js';
import type { Setup } from './setup/setup.js';
import { createFailSafeGuard } from './surplus/fail-safe-guard.js';
import { LEARNED_KEY } from './surplus/learned.js';
import { BEFORE_NATIVE_KEY } from './surplus/native-keys.js';
import { PLAN_KEYS } from './surplus/plan-keys.js';
import { createScheduleRunner } from './surplus/schedule-runner.js';
import { DEFAULT_SETTINGS } from './surplus/settings.js';
import { COUNTER_KEYS, SETTING_KEYS } from './surplus/surplus-device.js';
import { createSurplusRole } from './surplus/surplus-role.js';
import { systemClock } from './system-clock.js';

export interface AppPorts {
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absolute path of the page's built files; undefined: no page. */
  readonly pageFolder?: string;
  /** Called once in the life of a ledger, with the secret of the owner's key, which is never shown again. */
  readonly onFirstKey?: (secret: string, api: URL) => void;
  /** Changes the configuration from the page; undefined: nobody can do that. */
  readonly setup?: Setup;
  /** The key with which the page wrote this configuration: the ledger must know it. */
  readonly ownerKey?: OwnerKey;
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
  keepNoPacketNumbers();
  const broker = config.mqtt.broker === 'embedded' ? embeddedBroker(config, ports) : undefined;
  const connections: MqttClient[] = [];
  const parts: Startable[] = broker === undefined ? [] : [broker];
  for (const role of config.roles) {
    const mqtt = mqttClient(role, config, broker, ports);
    connections.push(mqtt);
    parts.push(mqtt, ...PARTS[role](config, mqtt, ports));
  }
  const { start, stop } = createLifecycle(parts, ports.log);
  return {
    broker,
    get connected() {
      return connections.every((mqtt) => mqtt.connected);
    },
    start,
    stop,
  };
}

const PARTS = { bridge: bridgeParts, surplus: surplusParts, ledger: ledgerParts };

function embeddedBroker(config: Config, { clock, log: parent }: AppPorts): Broker {
  const log = parent.child({ part: 'broker' });
  const { topic_base: base, data_dir } = config;
  const topics = createTopics(base);
  const filtersOf = (keys: readonly string[]) => keys.map((key) => topics.device('surplus/+').key(key));
  const announced = ROLES.map((role) => topics.role(role).announced);
  const file = data_dir === null ? undefined : join(data_dir, 'retained.json');
  const filters = [...filtersOf([...SETTING_KEYS, ...PLAN_KEYS, BEFORE_NATIVE_KEY]), ...announced];
  const slowFilters = filtersOf([...COUNTER_KEYS, 'plan_charged', LEARNED_KEY]);
  const memory = file && createRetainedFile({ file, filters, slowFilters }, { clock, log });
  return createBroker({ ...embeddedBrokerOptions(config), ...(memory && { memory }) }, { log });
}

/** Every role connects by itself, so that its last will speaks for it alone. */
function mqttClient(
  role: Role,
  { topic_base, mqtt }: Config,
  broker: Broker | undefined,
  { log }: AppPorts,
): MqttClient {
  const topic = createTopics(topic_base).role(role).state;
  const will = { topic, payload: OFFLINE, qos: 1, retain: true } as const;
  const clientId = `${mqtt.external?.client_id ?? topic_base.replaceAll('/', '-')}-${role}`;
  const where = broker === undefined ? externalBrokerOptions(mqtt) : { broker };
  return createMqttClient({ clientId, will, ...where }, { log: log.child({ part: `mqtt ${role}` }) });
}

/** The bridge role: the devices, and what Home Assistant is told of them. */
function bridgeParts(config: Config, mqtt: MqttClient, ports: AppPorts): Startable[] {
  const { version, clock } = ports;
  const http = createHttp();
  const log = ports.log.child({ part: 'bridge' });
  const configs: readonly DeviceConfig[] = [...config.meters, ...config.chargers];
  const devices = configs.map((each) => {
    const device = createDevice(each, { http, clock, log });
    return { device, ...bridgeOptions(config, each) };
  });
  const feed = discoveryFeed('bridge', configs, config, mqtt, ports);
  const bridge = createBridge(
    { topicBase: config.topic_base, version, devices },
    { mqtt, clock, log, onReading: feed.onReading },
  );
  feed.onBirth(bridge.publishAll);
  const chargers = config.chargers.map(({ id }) => id);
  const guard = createFailSafeGuard(
    {
      topicBase: config.topic_base,
      chargers: config.commands.read_only
        ? []
        : bridge.devices.filter(({ device }) => chargers.includes(device.id)),
    },
    { mqtt, clock, log },
  );
  return [bridge, guard, feed];
}

/** The surplus role: a controller for each charger, if there is a meter to follow. */
function surplusParts(config: Config, mqtt: MqttClient, ports: AppPorts): Startable[] {
  const { surplus } = config;
  const meter = surplus.meter ?? config.meters[0]?.id;
  const chargers = surplus.chargers ?? config.chargers.map(({ id }) => id);
  const devices = chargers.map((charger) => ({ id: `surplus/${charger}` }));
  const feed = discoveryFeed('surplus', meter === undefined ? [] : devices, config, mqtt, ports);
  if (meter === undefined || chargers.length === 0) return [feed];
  const role = createSurplusRole(
    {
      topicBase: config.topic_base,
      meter,
      chargers,
      defaults: {
        ...DEFAULT_SETTINGS,
        importPricePerKwh: surplus.import_price,
        feedInPricePerKwh: surplus.feed_in_price,
        ...(surplus.house_limit_w !== undefined && { houseLimitW: surplus.house_limit_w }),
        ...(surplus.house_limit_current_a !== undefined && { houseLimitA: surplus.house_limit_current_a }),
        failSafe: surplus.fail_safe,
      },
      ...(surplus.location && { location: surplus.location }),
      house: houseTopicsOf(surplus),
      readOnly: config.commands.read_only,
    },
    {
      mqtt,
      clock: ports.clock,
      stopClock: systemClock,
      log: ports.log.child({ part: 'surplus' }),
      dayOf: localDay,
      nextLocalTime,
      onReading: feed.onReading,
    },
  );
  const schedules = createScheduleRunner(
    { topicBase: config.topic_base, schedules: surplus.schedules, chargers },
    { mqtt, log: ports.log.child({ part: 'schedules' }) },
  );
  feed.onBirth(role.publishAll);
  return [role, schedules, feed];
}

/** The ledger role, loaded when it starts. */
function ledgerParts(config: Config, mqtt: MqttClient, ports: AppPorts): Startable[] {
  let parts: Lifecycle | undefined;
  return [
    {
      name: 'ledger role',
      async start() {
        const { createLedgerParts } = await import('./app-ledger.js');
        const feedOf = (devices: DiscoveryFeedConfig['devices']): DiscoveryFeed =>
          discoveryFeed('ledger', devices, config, mqtt, ports);
        parts = createLifecycle(await createLedgerParts(config, { ...ports, mqtt, feedOf }), ports.log);
        await parts.start();
      },
      stop: async () => parts?.stop(),
    },
  ];
}

function bridgeOptions({ commands, publish_secrets }: Config, { stale_after_s }: DeviceConfig) {
  return {
    staleAfterMs: stale_after_s * 1000,
    confirmTimeoutMs: commands.confirm_timeout_s * 1000,
    policy: { readOnly: commands.read_only, allow: new Set(commands.allow) },
    publishSecrets: publish_secrets,
  };
}

function discoveryFeed(
  role: Role,
  devices: DiscoveryFeedConfig['devices'],
  config: Config,
  mqtt: MqttClient,
  { version, clock, log }: AppPorts,
): DiscoveryFeed {
  const { enabled, discovery_prefix, discovery, birth_topic, suggested_area } = config.homeassistant;
  const feed: DiscoveryFeedConfig = {
    role,
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
    devices,
  };
  return createDiscoveryFeed(feed, {
    version,
    rowsOf,
    mqtt,
    clock,
    log: log.child({ part: 'homeassistant' }),
  });
}
