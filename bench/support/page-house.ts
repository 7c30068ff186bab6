import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.js';
import type { Clock } from '../../src/clock.js';
import { loadConfig } from '../../src/config/load.js';
import { ledgerFile } from '../../src/ledger/store/ledger-file.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { createLogger } from '../../src/log.js';
import { createSimulatedHouse } from '../../src/simulator/simulated-house.js';
import { scaledClock } from '../../src/system-clock.js';
import { fillLedger } from './page-ledger.js';

/** The page of this checkout, seen from dist-bench/bench/support. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../../dist/page', import.meta.url));

export const TIMEZONE = 'Europe/Berlin';
/** A bright day at twenty past two; the house lives ten times as fast. */
const NOW_MS = Date.parse('2026-06-21T14:20:00+02:00');
const SPEED = 10;

export interface PageHouse {
  readonly url: URL;
  readonly ownerKey: string;
  readonly clock: Clock;
  stop(): Promise<void>;
}

/** wattbridge with a simulated house and half a year in its ledger. */
export async function startPageHouse(): Promise<PageHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-page-'));
  const clock = clockFrom(NOW_MS);
  const store = await createSqliteStore({ file: ledgerFile(folder) });
  await fillLedger(store, NOW_MS, TIMEZONE);
  await store.close();
  const house = createSimulatedHouse({ clock, weather: 'clear', seed: 7 });
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

function clockFrom(startMs: number): Clock {
  const clock = scaledClock(SPEED);
  const shiftMs = startMs - clock.now();
  return { ...clock, now: () => clock.now() + shiftMs };
}
