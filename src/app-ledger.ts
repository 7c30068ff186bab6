import { createTask } from 'node-cron';
import type { ApiDevice, ApiSettings } from './api/api.js';
import { createLiveDevices } from './api/live-devices.js';
import { ensureFirstKey } from './api/new-key.js';
import { type ApiServerOptions, createApiServer } from './api/server.js';
import { SITE_ID } from './api/session-schema.js';
import type { AppPorts } from './app.js';
import { houseTopicsOf } from './config/house-topics.js';
import type { Config } from './config/schema.js';
import { rowsOf } from './devices/registry.js';
import type { DiscoveryFeed } from './homeassistant/discovery-feed.js';
import { createCostOf } from './ledger/costs/cost-of.js';
import { createZone, type Zone } from './ledger/costs/zone.js';
import { newId } from './ledger/new-id.js';
import { createLedgerRole } from './ledger/recorder/ledger-role.js';
import { pruneLedger } from './ledger/recorder/prune.js';
import { ledgerFile } from './ledger/store/ledger-file.js';
import type { LedgerStore } from './ledger/store/port.js';
import { createSqliteStore } from './ledger/store/sqlite-store.js';
import { createWebhookDispatcher } from './ledger/webhooks/dispatcher.js';
import { createWebhookSender } from './ledger/webhooks/sender.js';
import type { Startable } from './lifecycle.js';
import type { MqttClient } from './mqtt/mqtt-client.js';
import { adoptOwnerKey, type OwnerKey } from './setup/owner-key.js';
import { SURPLUS_DATAPOINTS } from './surplus/catalogue.js';

/** When hardly any car charges by the sun and hardly anybody looks. */
const EVERY_NIGHT = '17 3 * * *';

export interface LedgerAppPorts extends AppPorts {
  readonly mqtt: MqttClient;
  /** What Home Assistant is told of these devices. */
  readonly feedOf: (devices: readonly { readonly id: string }[]) => DiscoveryFeed;
}

/**
 * The ledger role: sessions, costs and history, webhooks, and the REST API over them. It is a module of its own, so
 * that a process without it loads neither a database nor a web server.
 * @throws StoreError `store_unusable`
 */
export async function createLedgerParts(config: Config, ports: LedgerAppPorts): Promise<Startable[]> {
  const { mqtt, clock, version } = ports;
  const log = ports.log.child({ part: 'ledger' });
  const { meter, chargers, settings } = watched(config, version);
  const zone = createZone(settings.timezone);
  const store = await createSqliteStore({ file: ledgerFile(config.data_dir) });
  const idOf = (prefix: string): string => newId(prefix, clock.now());
  const feed = ports.feedOf(chargers.map((charger) => ({ id: `ledger/${charger}` })));
  const role = createLedgerRole(
    {
      topicBase: config.topic_base,
      meter,
      chargers,
      currency: settings.currency,
      house: houseTopicsOf(config.surplus),
    },
    {
      mqtt,
      store,
      costOf: createCostOf({ store, zone, siteId: SITE_ID, newId: idOf }),
      clock,
      log,
      dayOf: (ms) => zone.localTime(ms).day,
      newId,
      onReading: feed.onReading,
    },
  );
  feed.onBirth(role.publishAll);
  const send = createWebhookSender({ version, allowPrivate: config.api.private_webhooks });
  return [
    { name: 'store', start: async () => undefined, stop: () => store.close() },
    role,
    feed,
    createWebhookDispatcher({ store, send, clock, log }),
    nightlyPruning(config, zone, store, ports),
    ...restApi(config, settings, store, idOf, ports),
  ];
}

/** Meter and chargers of the ledger, and what the REST API must know of them. */
function watched(config: Config, version: string) {
  const { ledger, surplus, api } = config;
  const meter = ledger.meter ?? config.meters[0]?.id;
  const chargers = ledger.chargers ?? config.chargers.map(({ id }) => id);
  const meters = config.meters.map(({ id }) => id);
  const device = (id: string, kind: string, rows = rowsOf(kind)): ApiDevice => ({ id, kind, rows });
  const settings: ApiSettings = {
    version,
    timezone: ledger.timezone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: ledger.currency,
    importPrice: surplus.import_price,
    feedInPrice: surplus.feed_in_price,
    gridCo2: ledger.grid_emissions_g_per_kwh ?? null,
    meters,
    chargePoints: chargers,
    devices: [
      ...meters.map((id) => device(id, 'poweropti')),
      ...chargers.flatMap((id) => [
        device(id, 'goe'),
        device(`surplus/${id}`, 'surplus', SURPLUS_DATAPOINTS),
      ]),
    ],
    privateWebhooks: api.private_webhooks,
    secureCookies: api.tls !== undefined,
  };
  return { meter, chargers, settings };
}

function nightlyPruning(
  { ledger }: Config,
  { name: timezone }: Zone,
  store: LedgerStore,
  { clock, log }: AppPorts,
): Startable {
  const options = { slotDays: ledger.keep_quarters_days, deliveryDays: ledger.keep_deliveries_days };
  const prune = (): Promise<void> => pruneLedger(options, { store, log, now: () => clock.now() });
  const task = createTask(EVERY_NIGHT, prune, { timezone });
  return {
    name: 'pruning of the ledger',
    start: async () => {
      await task.start();
    },
    stop: async () => {
      await task.destroy();
    },
  };
}

/** Nothing where the configuration switches it off. */
function restApi(
  config: Config,
  settings: ApiSettings,
  store: LedgerStore,
  newId: (prefix: string) => string,
  { mqtt, clock, log: parent, onFirstKey, pageFolder, setup, ownerKey }: LedgerAppPorts,
): Startable[] {
  const { host, port, tls, ...api } = config.api;
  if (port === null) return [];
  const log = parent.child({ part: 'api' });
  const ids = [...settings.meters, ...settings.chargePoints];
  const devices = createLiveDevices({ topicBase: config.topic_base, ids }, { mqtt, clock, log });
  const options: ApiServerOptions = {
    host,
    port,
    tls: tls === undefined ? null : { certFile: tls.cert_file, keyFile: tls.key_file },
    corsOrigins: api.cors_origins,
    rateLimitPerMinute: api.rate_limit_per_minute,
    publicMetrics: api.public_metrics,
    ...(pageFolder !== undefined && { pageFolder }),
  };
  const apiPorts = { store, devices, clock, log, newId, settings, ...(setup !== undefined && { setup }) };
  const server = createApiServer(options, apiPorts);
  const firstKey: Startable = {
    name: 'first key',
    async start() {
      const secret = await ensureFirstKey({ keys: store.apiKeys, clock, newId });
      if (secret !== undefined) onFirstKey?.(secret, server.url);
    },
    stop: async () => undefined,
  };
  // The owner's key before the server listens, so that the page is not signed out in between.
  return [devices, knownKey(store, ownerKey), server, firstKey];
}

function knownKey(store: LedgerStore, ownerKey: OwnerKey | undefined): Startable {
  return {
    name: 'key of the owner',
    async start() {
      if (ownerKey !== undefined) await adoptOwnerKey(store.apiKeys, ownerKey);
    },
    stop: async () => undefined,
  };
}
