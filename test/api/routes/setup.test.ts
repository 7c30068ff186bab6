import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashSecret } from '../../../src/api/secrets.js';
import { SCOPES } from '../../../src/ledger/api-key.js';
import { type SetupWish, startSetup } from '../../setup/support.js';
import { startApi } from '../../support/api.js';
import { freePort, startMosquitto } from '../../support/mosquitto.js';

const PATH = '/api/v1/setup';
const KEY = '1097bd725557';

interface Refusal {
  readonly error: { readonly code: string; readonly message: string };
}

async function start(wish: SetupWish = {}) {
  const bench = await startSetup(wish);
  const api = await startApi({ setup: bench.setup });
  const put = (body: object) => api.request<Refusal>(`${PATH}/config`, { method: 'PUT', body });
  const test = (body: object) => api.request<DeviceTest>(`${PATH}/test-device`, { body });
  return { ...bench, api, put, test };
}

interface DeviceTest {
  readonly ok: boolean;
  readonly code: string | null;
  readonly device: Readonly<Record<string, unknown>> | null;
  readonly findings: readonly { readonly kind: string; readonly text: string }[];
}

const withDevices = (meter: string, charger: string): string =>
  `# mine\nmeters: [{ host: '${meter}', api_key: ${KEY} }] # the key\nchargers: [{ host: '${charger}' }]\n`;

describe('who may', () => {
  const routes = [
    ['GET', PATH, undefined],
    ['POST', `${PATH}/discover`, undefined],
    ['POST', `${PATH}/test-device`, { kind: 'goe', host: '127.0.0.1' }],
    ['POST', `${PATH}/test-broker`, { url: 'mqtt://127.0.0.1' }],
    ['PUT', `${PATH}/config`, {}],
  ] as const;

  it.each(routes)('only the owner: %s %s', async (method, path, body) => {
    const { api, restarts } = await start();
    const others = await api.makeKey(SCOPES.filter((scope) => scope !== 'write:api_keys'));
    for (const [key, status] of [
      [null, 401],
      [others, 403],
    ] as const) {
      expect((await api.request(path, { method, key, ...(body && { body }) })).status).toBe(status);
    }
    expect(restarts).toEqual([]);
  });

  it('nobody, where the configuration cannot be changed', async () => {
    const api = await startApi();
    expect((await api.request(PATH)).json).toEqual({ setup: null });
    const refused = await api.request<Refusal>(`${PATH}/config`, { method: 'PUT', body: {} });
    expect([refused.status, refused.json.error.code]).toEqual([409, 'conflict']);
  });
});

describe('the present configuration', () => {
  it('is empty at first', async () => {
    const { api } = await start();
    expect((await api.request(PATH)).json).toEqual({
      setup: {
        run: 3,
        demo: true,
        problem: null,
        file: { name: 'wattbridge.yaml', exists: false, writable: true },
        meters: [],
        chargers: [],
        broker: { kind: 'embedded', embedded: { host: '127.0.0.1', port: 1883, users: [] }, external: null },
        homeassistant: { enabled: true, discovery_prefix: 'homeassistant' },
      },
    });
  });

  it('is shown without any secret', async () => {
    const { api } = await start({
      run: { problem: 'It did not work.' },
      file: () => `meters: [{ host: a, api_key: ${KEY} }, { host: b, api_key: null }]
chargers: [{ cloud: { serial: "123456", token: s3cret-token } }]
mqtt:
  broker: external
  external: { url: "mqtt://me:s3cret-url@broker:1883", username: wb, password: s3cret-password }
  embedded: { users: [{ name: ha, password: s3cret-user }] }
`,
    });
    const { text, json } = await api.request(PATH);
    expect(text).not.toMatch(/s3cret|1097bd/);
    expect(json).toMatchObject({
      setup: {
        problem: 'It did not work.',
        meters: [
          { id: 'meter', host: 'a', has_key: true },
          { id: 'meter2', host: 'b', has_key: false },
        ],
        chargers: [{ id: 'charger', host: null, cloud_serial: '123456' }],
        broker: {
          kind: 'external',
          embedded: { users: ['ha'] },
          external: { url: 'mqtt://broker:1883', username: 'wb', has_password: true },
        },
      },
    });
  });

  it('that somebody broke by hand is told in words, without its values', async () => {
    const { api } = await start({ file: () => 'meters: [{ host: a, api_key: s3cret }]\n' });
    const { status, json, text } = await api.request<Refusal>(PATH);
    expect([status, json.error.message]).toEqual([409, expect.stringContaining('meters[0].api_key')]);
    expect(text).not.toContain('s3cret');
  });
});

it('tells what was found in the network', async () => {
  const devices = [{ kind: 'goe', name: 'go-echarger_1', host: '192.168.1.60' }] as const;
  const { api } = await start({ found: devices });
  const { json } = await api.request(`${PATH}/discover`, { method: 'POST' });
  expect(json).toEqual({ devices, total: 1 });
});

describe('testing a device', () => {
  it('reads a meter live', async () => {
    const { test, meterHost } = await start();
    const { json, text } = await test({ kind: 'poweropti', host: meterHost, api_key: KEY });
    expect(json).toMatchObject({ ok: true, code: null, device: { power_w: expect.any(Number), keys: 5 } });
    expect(text).not.toContain(KEY);
  });

  it('reads a charger live', async () => {
    const { test, chargerHost, text } = await start();
    const { json } = await test({ kind: 'goe', host: chargerHost });
    expect(json).toMatchObject({
      ok: true,
      device: {
        serial_number: expect.stringMatching(/^\d+$/),
        firmware: '60.3',
        power_w: expect.any(Number),
      },
    });
    expect(text()).toBeUndefined();
  });

  it('takes the key of the configuration for the address of the configuration alone', async () => {
    const { test, chargerHost } = await start({ file: withDevices });
    expect((await test({ kind: 'poweropti', id: 'meter' })).json.ok).toBe(true);
    const { status, text } = await test({ kind: 'poweropti', id: 'meter', host: chargerHost });
    expect([status, text]).toEqual([400, expect.stringContaining('must be typed again')]);
  });

  it.each([
    [
      'a wrong key',
      (meter: string) => ({ kind: 'poweropti', host: meter, api_key: '000000000000' }),
      'unauthorized',
    ],
    ['another device', (meter: string) => ({ kind: 'goe', host: meter }), 'not_found'],
  ])('says what is wrong: %s', async (_what, body, code) => {
    const { test, meterHost } = await start();
    const { json, text } = await test(body(meterHost));
    expect(json).toMatchObject({ ok: false, code, device: null, findings: [{ kind: 'problem' }] });
    expect(text).not.toContain('000000000000');
  });

  it('says so when nothing listens', async () => {
    const { test } = await start();
    const { json } = await test({ kind: 'goe', host: `127.0.0.1:${await freePort()}` });
    expect(json).toMatchObject({ ok: false, code: 'unreachable' });
  });

  it.each([
    ['another scheme', { kind: 'goe', host: 'file:///etc/passwd' }, 'chargers[0].host'],
    ['a path', { kind: 'goe', host: '127.0.0.1/api/set?amp=32' }, 'chargers[0].host'],
    ['a name in the address', { kind: 'goe', host: 'me:pw@127.0.0.1' }, 'chargers[0].host'],
    ['no address', { kind: 'goe' }, 'chargers[0].host'],
    ['no key', { kind: 'poweropti', host: 'a' }, 'meters[0].api_key'],
    ['a device that is not there', { kind: 'goe', id: 'x' }, 'id'],
    ['another kind', { kind: 'toaster', host: 'a' }, 'kind'],
  ])('refuses %s', async (_what, body, path) => {
    const { test } = await start();
    const { status, text } = await test(body);
    expect([status, text]).toEqual([400, expect.stringContaining(path)]);
  });
});

describe('testing a broker', () => {
  it('logs in', async () => {
    const { url } = await startMosquitto();
    const { api } = await start();
    expect((await api.request(`${PATH}/test-broker`, { body: { url } })).json).toMatchObject({ ok: true });
  });

  it('says what is wrong', async () => {
    const { api } = await start();
    const url = `mqtt://127.0.0.1:${await freePort()}`;
    const { json } = await api.request(`${PATH}/test-broker`, {
      body: { url, username: 'wb', password: 's3cret' },
    });
    expect(json).toMatchObject({ ok: false, message: expect.stringContaining('Nothing listens') });
  });

  it('refuses what is no broker', async () => {
    const { api } = await start();
    const { status, text } = await api.request(`${PATH}/test-broker`, { body: { url: 'http://a' } });
    expect([status, text]).toEqual([400, expect.stringContaining('mqtt.external.url')]);
  });
});

describe('saving', () => {
  it('writes the file, begins anew, and hands the key of the owner on', async () => {
    const { api, put, text, restarts, meterHost, chargerHost } = await start();
    const answer = await put({
      meters: [{ host: meterHost, api_key: KEY }],
      chargers: [{ host: chargerHost }],
      broker: { kind: 'embedded' },
      homeassistant: { enabled: true, discovery_prefix: 'homeassistant' },
    });
    expect([answer.status, answer.json]).toEqual([202, { run: 3 }]);
    expect(text()).toContain(`host: ${meterHost}`);
    expect(restarts).toEqual([
      { key: expect.objectContaining({ name: 'owner' }), hash: hashSecret(api.ownerKey) },
    ]);
    expect((await api.request(PATH)).text).not.toContain(KEY);
  });

  it('changes only what it is told, and leaves comments', async () => {
    const { put, text, meterHost } = await start({ file: withDevices });
    await put({ chargers: [{ id: 'charger', host: 'garage.lan' }] });
    expect(text()).toContain('# mine');
    expect(text()).toContain('# the key');
    expect(text()).toContain(meterHost);
    expect(text()).toContain('garage.lan');
  });

  it.each([
    ['a host that is none', { chargers: [{ host: 'a b' }] }, 'chargers[0].host'],
    ['a key of another length', { meters: [{ host: 'a', api_key: 's3cret' }] }, 'meters[0].api_key'],
    ['a broker that is none', { broker: { kind: 'external', url: 'http://a' } }, 'mqtt.external.url'],
    [
      'a port that is none',
      { broker: { kind: 'embedded', port: 70_000 } },
      'mqtt.embedded.port is too large (expected: a whole number from 0 to 65535)',
    ],
    [
      'a prefix that is no topic',
      { homeassistant: { enabled: true, discovery_prefix: 'home assistant' } },
      'expected: a topic without blanks, wildcards (+ #) and / at its ends',
    ],
    ['nothing left', { meters: [], chargers: [] }, 'neither a meter nor a charger'],
    [
      'a short password',
      { broker: { kind: 'embedded', user: { name: 'a', password: 's3cret' } } },
      'password',
    ],
    ['a field that there is not', { meters: [{ host: 'a', api_key: null, pin: 1 }] }, 'pin'],
  ])('refuses %s, and leaves the file', async (_what, body, words) => {
    const { put, text, restarts, path } = await start({ file: withDevices });
    const before = text();
    const answer = await put(body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(words)]);
    expect(answer.text).not.toContain('s3cret');
    expect(answer.text).not.toContain(dirname(path));
    expect([text(), restarts]).toEqual([before, []]);
  });

  it.each([
    [{ WATTBRIDGE_CHARGERS_0_HOST: 'charger.lan' }, { chargers: [{ host: 'other.lan' }] }],
    [
      { WATTBRIDGE_MQTT_EMBEDDED_PORT: '1884', WATTBRIDGE_MQTT_EMBEDDED_WEBSOCKET_PORT: 'null' },
      { chargers: [{ host: 'charger.lan' }], broker: { kind: 'embedded', port: 1883 } },
    ],
  ] as const)('says so when the environment would win: %j', async (env, body) => {
    const { put, text } = await start({ env });
    const answer = await put(body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('environment variable')]);
    expect(text()).toBeUndefined();
  });

  it('never reads files or the environment for whoever calls', async () => {
    const { put, api, text, chargerHost } = await start({ env: { SECRET: '127.0.0.1' } });
    const password = '$' + '{file:/etc/hostname}';
    const url = 'mqtt://broker.lan';
    await put({ chargers: [{ host: chargerHost }], broker: { kind: 'external', url, password } });
    expect(text()).toContain('$$' + '{file:/etc/hostname}');
    const tested = await api.request(`${PATH}/test-device`, {
      body: { kind: 'goe', host: '$' + '{SECRET}' },
    });
    expect(tested.status).toBe(400);
  });
});
