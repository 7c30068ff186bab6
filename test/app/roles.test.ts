import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app.js';
// The app loads it when it starts; here, so that no test has to wait for that.
import '../../src/app-ledger.js';
import { loadConfig } from '../../src/config/load.js';
import type { JsonObject } from '../../src/json.js';
import type { Role } from '../../src/mqtt/topics.js';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { scaledClock } from '../../src/system-clock.js';
import { type ApiAnswer, type ApiRequest, send } from '../support/api-request.js';
import { startCli } from '../support/cli.js';
import { temporaryDirectory } from '../support/mosquitto.js';
import { createProbe } from '../support/mqtt-probe.js';
import { createRecordingLogger } from '../support/recording-logger.js';
import { startShippedMosquitto } from '../support/shipped-mosquitto.js';

/** All waits of the apps and all of the house's time run so much faster than life; commands wait by it, too. */
const SPEED = 5;

const isOnline = (payload: string): boolean => payload === 'online';
const isOffline = (payload: string): boolean => payload === 'offline';

type Ask = <T>(path: string, request?: ApiRequest) => Promise<ApiAnswer<T>>;

/** wattbridge has the rights of the shipped access list, and not more. */
const USERS = { wattbridge: 'w', tester: 't' } as const;

/** One Mosquitto, one simulated house, and roles that share nothing but the broker. */
async function startHome(protocol: '3.1.1' | '5') {
  const clock = scaledClock(SPEED);
  const house = createSimulatedHouse({ clock, weather: 'clear', seed: 7 });
  onTestFinished(() => house.stop());
  const { meterUrl, chargerUrl } = await house.start();
  const { port } = await startShippedMosquitto(USERS, (config) => config, 'user tester\ntopic readwrite #\n');
  const url = `mqtt://127.0.0.1:${port}`;
  const protocolVersion = protocol === '5' ? 5 : 4;
  const probe = await createProbe(url, { protocolVersion, username: 'tester', password: USERS.tester });
  await probe.subscribe('#');
  const external = { url, protocol, username: 'wattbridge', password: USERS.wattbridge };
  const common = {
    mqtt: { broker: 'external', external },
    meters: [{ host: meterUrl.host, api_key: house.apiKey, interval_s: 1 }],
    chargers: [{ host: chargerUrl.host, idle_interval_s: 1 }],
    api: { port: 0, rate_limit_per_minute: 10_000_000 },
  };

  /** As a process of its own would: with a configuration, a log and a folder of its own. */
  async function startRole(role: Role, sections: JsonObject = {}) {
    const dataDir = await temporaryDirectory();
    const text = JSON.stringify({ ...common, roles: [role], data_dir: dataDir, ...sections });
    let ask: Ask = () => expect.unreachable('nobody told of the REST API');
    const app = createApp(loadConfig({ path: 'test.yaml', env: {}, readFile: () => text }), {
      version: '1.2.3',
      clock,
      log: createRecordingLogger(),
      onFirstKey(key, api) {
        ask = (path, request) => send(new URL(path, api), { key, ...request });
      },
    });
    onTestFinished(() => app.stop());
    await app.start();
    return { dataDir, ask, stop: app.stop };
  }

  async function until(topic: string, condition: (payload: string) => boolean): Promise<string> {
    for (;;) {
      const { payload } = await probe.nextMessage(topic);
      if (condition(payload)) return payload;
    }
  }

  return { house, external, until, startRole };
}

interface ShownSession {
  readonly status: string;
  readonly energy_kwh: number;
}

/** Asks again until the answer is as it should be; the test's own time limit ends it. */
async function answered<T>(ask: Ask, path: string, condition: (json: T) => boolean): Promise<T> {
  for (;;) {
    const { json } = await ask<T>(path);
    if (condition(json)) return json;
  }
}

describe.each(['3.1.1', '5'] as const)(
  'three roles for themselves, over Mosquitto and MQTT %s',
  (protocol) => {
    it('record a session that the REST API shows', async () => {
      const { house, until, startRole } = await startHome(protocol);
      const { ask } = await startRole('ledger');
      await startRole('surplus');
      await startRole('bridge');
      const id = await until('wattbridge/ledger/charger/session_id', (payload) =>
        payload.startsWith('sess_'),
      );
      await until('wattbridge/ledger/charger/session_energy', (wh) => Number(wh) > 50);
      house.unplug();
      expect(await until('wattbridge/ledger/charger/last_session_id', (payload) => payload !== 'null')).toBe(
        id,
      );
      const isCompleted = ({ status }: ShownSession): boolean => status === 'completed';
      const session = await answered<ShownSession>(ask, `/api/v1/sessions/${id}`, isCompleted);
      const trueKwh = house.world.charger.energy.sessionWs / 3_600_000;
      expect(Math.abs(session.energy_kwh - trueKwh)).toBeLessThanOrEqual(0.001);
    });

    it('carry a command from the REST API to the charger, and a mode to the controller', async () => {
      const { house, until, startRole } = await startHome(protocol);
      await startRole('bridge');
      await startRole('surplus');
      const { ask } = await startRole('ledger');
      await until('wattbridge/surplus/charger/availability', isOnline);
      const put = (path: string, value: string | number) =>
        ask<JsonObject>(`/api/v1/devices/${path}`, { method: 'PUT', body: { value } });
      expect(await put('charger/keys/amp', 9)).toMatchObject({ status: 200, json: { ok: true } });
      expect(house.world.charger.settings.amp).toBe(9);
      expect(await put('surplus%2Fcharger/keys/mode', 'fast')).toMatchObject({
        status: 200,
        json: { ok: true },
      });
      await until('wattbridge/charger/nrg/power_total', (watts) => Number(watts) > 10_000);
    });

    it('say offline by last will when the process of the ledger dies', async () => {
      const { external, until } = await startHome(protocol);
      const config = JSON.stringify({
        roles: ['ledger'],
        mqtt: { broker: 'external', external },
        meters: [{ host: '127.0.0.1:9', api_key: '1097bd725557' }],
        chargers: [{ host: '127.0.0.1:9' }],
      });
      const process = startCli(['run'], { config });
      await until('wattbridge/ledger/state', isOnline);
      process.signal('SIGKILL');
      expect(await process.ended()).toBeNull();
      await until('wattbridge/ledger/state', isOffline);
    });

    it('take the ledger out of Home Assistant when there is no charger any more to keep one of', async () => {
      const { until, startRole } = await startHome(protocol);
      await startRole('bridge');
      const first = await startRole('ledger');
      const topic = 'homeassistant/device/wattbridge_ledger_charger/config';
      const announced = JSON.parse(await until(topic, (payload) => payload !== ''));
      expect(announced.dev.ids).toContain('wattbridge_ledger_charger');
      await until('wattbridge/ledger/announced', (payload) => payload.includes('wattbridge_ledger_charger'));
      await first.stop();
      await startRole('ledger', { ledger: { chargers: [] } });
      await until(topic, (payload) => payload === '');
      await until('wattbridge/ledger/announced', (payload) => payload === '');
    });
  },
);

it('leaves the database to the ledger: neither bridge nor surplus controller makes one', async () => {
  const { until, startRole } = await startHome('5');
  const bridge = await startRole('bridge');
  const surplus = await startRole('surplus');
  await until('wattbridge/surplus/charger/availability', isOnline);
  const ledger = await startRole('ledger');
  await until('wattbridge/ledger/charger/availability', isOnline);
  const hasLedger = ({ dataDir }: { readonly dataDir: string }): boolean =>
    existsSync(join(dataDir, 'ledger.db'));
  expect([bridge, surplus, ledger].map(hasLedger)).toEqual([false, false, true]);
});
