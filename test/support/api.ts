import { onTestFinished } from 'vitest';
import type { ApiSettings, LiveDevice, LiveDevices, ServerPorts } from '../../src/api/api.js';
import { hashSecret, newSecret } from '../../src/api/secrets.js';
import { type ApiServerOptions, createApiServer } from '../../src/api/server.js';
import { rowsOf } from '../../src/devices/registry.js';
import { SCOPES, type Scope } from '../../src/ledger/api-key.js';
import { newId } from '../../src/ledger/new-id.js';
import type { LedgerStore } from '../../src/ledger/store/port.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import type { Setup } from '../../src/setup/setup.js';
import { SURPLUS_DATAPOINTS } from '../../src/surplus/catalogue.js';
import { type ApiContract, createApiContract, type OpenApi } from './api-contract.js';
import { type ApiAnswer, type ApiRequest, send } from './api-request.js';
import { createManualClock, type ManualClock } from './manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from './recording-logger.js';

export interface ApiSetup {
  /** Default: an empty one in memory. */
  readonly store?: LedgerStore;
  /** Default: none is known, and commands are accepted. */
  readonly devices?: Partial<LiveDevices>;
  readonly clock?: ManualClock;
  readonly settings?: Partial<ApiSettings>;
  readonly options?: Partial<ApiServerOptions>;
  /** Default: the configuration cannot be changed. */
  readonly setup?: Setup;
  /** Of the key that requests are made with unless they say otherwise. Default: all. */
  readonly scopes?: readonly Scope[];
}

export interface TestApi {
  readonly url: URL;
  readonly store: LedgerStore;
  readonly clock: ManualClock;
  readonly log: RecordingLogger;
  /** Secret of the key with the `scopes` of the setup. */
  readonly ownerKey: string;
  /** Makes a key in the store and returns its secret. */
  makeKey(scopes: readonly Scope[], options?: { name?: string; expiresAtMs?: number }): Promise<string>;
  /**
   * Sends a request, and holds the answer against /openapi.json.
   * @example await api.request<{ total: number }>('/api/v1/org/api-keys')
   */
  request<T = unknown>(path: string, request?: ApiRequest): Promise<ApiAnswer<T>>;
  stop(): Promise<void>;
}

const TEST_SETTINGS: ApiSettings = {
  version: '0.0.0-test',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  importPrice: 0.32,
  feedInPrice: 0.08,
  gridCo2: 380,
  meters: ['meter'],
  chargePoints: ['charger'],
  devices: [
    { id: 'meter', kind: 'poweropti', rows: rowsOf('poweropti') },
    { id: 'charger', kind: 'goe', rows: rowsOf('goe') },
    { id: 'surplus/charger', kind: 'surplus', rows: SURPLUS_DATAPOINTS },
  ],
  privateWebhooks: true,
  secureCookies: false,
};

export const TEST_OPTIONS: ApiServerOptions = {
  host: '127.0.0.1',
  port: 0,
  tls: null,
  corsOrigins: [],
  rateLimitPerMinute: 1_000_000,
  publicMetrics: false,
};

/** The same for every server of a test file. */
let contract: ApiContract | undefined;

/** The REST API on a free port of this machine until the end of the test. */
export async function startApi(setup: ApiSetup = {}): Promise<TestApi> {
  const ports = await testPorts(setup);
  const { store, clock } = ports;
  const server = createApiServer({ ...TEST_OPTIONS, ...setup.options }, ports);
  await server.start();
  onTestFinished(() => server.stop());

  let made = 0;
  const makeKey: TestApi['makeKey'] = async (scopes, { name = `key ${++made}`, expiresAtMs = null } = {}) => {
    const secret = newSecret();
    const dates = { createdAtMs: clock.now(), lastUsedAtMs: null, expiresAtMs };
    await store.apiKeys.insert({ id: ports.newId('key_'), name, scopes, ...dates }, hashSecret(secret));
    return secret;
  };
  const ownerKey = await makeKey(setup.scopes ?? SCOPES, { name: 'owner' });
  return {
    ...ports,
    url: server.url,
    ownerKey,
    makeKey,
    async request<T>(path: string, request: ApiRequest = {}) {
      const url = new URL(path, server.url);
      const method = request.method ?? (request.body === undefined ? 'GET' : 'POST');
      const answer = await send<T>(url, { key: ownerKey, ...request, method });
      contract ??= createApiContract(await documentOf(server.url));
      contract.check({ method, path: url.pathname, ...answer });
      return answer;
    },
    stop: () => server.stop(),
  };
}

export async function testPorts({
  clock = createManualClock(),
  ...setup
}: ApiSetup = {}): Promise<ServerPorts & Pick<TestApi, 'clock' | 'log'>> {
  return {
    store: setup.store ?? (await emptyStore()),
    devices: { ...NO_DEVICES, ...setup.devices },
    clock,
    log: createRecordingLogger(),
    newId: (prefix) => newId(prefix, clock.now()),
    settings: { ...TEST_SETTINGS, ...setup.settings },
    ...(setup.setup !== undefined && { setup: setup.setup }),
  };
}

async function documentOf(url: URL): Promise<OpenApi> {
  const answer = await fetch(new URL('/openapi.json', url));
  return (await answer.json()) as OpenApi;
}

async function emptyStore(): Promise<LedgerStore> {
  const store = await createSqliteStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  return store;
}

const NO_DEVICES: LiveDevices = {
  connected: true,
  roles: new Set(['bridge', 'surplus', 'ledger']),
  get: () => undefined,
  command: async () => ({ status: 'Accepted', results: {}, tookMs: 1 }),
};

/** Devices that show these values, all online and heard of at `receivedAtMs`. */
export function liveDevices(
  devices: Readonly<Record<string, LiveDevice['values']>>,
  receivedAtMs: number,
): Pick<LiveDevices, 'get'> {
  return {
    get: (id) =>
      devices[id] === undefined ? undefined : { online: true, values: devices[id], receivedAtMs },
  };
}
