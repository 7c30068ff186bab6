import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/load.js';
import { ledgerFile } from '../../src/ledger/store/ledger-file.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { createLogger } from '../../src/log.js';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { fillLedger } from './page-ledger.js';
import { createTurnableClock, type TurnableClock } from './turnable-clock.js';

/** The page of this checkout, seen from dist-bench/bench/support. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../../dist/page', import.meta.url));

export const TIMEZONE = 'Europe/Berlin';
/** A bright day at twenty past two; the house lives ten times as fast. */
export const PAGE_MS = Date.parse('2026-06-21T14:20:00+02:00');
export const PAGE_SPEED = 10;

export interface PageHouse {
  readonly url: URL;
  readonly ownerKey: string;
  readonly clock: TurnableClock;
  stop(): Promise<void>;
}

/** wattbridge with a simulated house and half a year in its ledger. */
export async function startPageHouse(startMs = PAGE_MS): Promise<PageHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-page-'));
  const store = await createSqliteStore({ file: ledgerFile(folder) });
  await fillLedger(store, startMs, TIMEZONE);
  await store.close();
  const clock = createTurnableClock(startMs, PAGE_SPEED);
  const car = { chargedWh: 6_000 };
  const house = createSimulatedHouse({ clock, skyMs: startMs, weather: 'clear', seed: 7, car });
  const { meterUrl, chargerUrl } = await house.start();
  const config = {
    data_dir: folder,
    mqtt: { embedded: { port: 0, websocket_port: null } },
    api: { port: 0 },
    ledger: { timezone: TIMEZONE },
    meters: [{ host: meterUrl.host, api_key: house.apiKey, interval_s: 1 }],
    chargers: [{ host: chargerUrl.host, idle_interval_s: 1 }],
  };
  let tell = (_ownerKey: string, _url: URL): void => undefined;
  const told = new Promise<{ ownerKey: string; url: URL }>((resolve) => {
    tell = (ownerKey, url) => resolve({ ownerKey, url });
  });
  const app = createApp(loadConfig({ path: 'page', env: {}, readFile: () => JSON.stringify(config) }), {
    version: '0.1.0',
    clock,
    log: createLogger({ level: 'warn', format: 'json', secretNames: [] }),
    pageFolder: PAGE_FOLDER,
    onFirstKey: (secret, url) => tell(secret, url),
  });
  await app.start();
  const stop = async () => {
    await app.stop();
    await house.stop();
    rmSync(folder, { recursive: true });
  };
  return { clock, stop, ...(await told) };
}
