import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerFile } from '../src/ledger/store/ledger-file.js';
import { DAY_MS } from '../src/time-spans.js';
import { type AppProcess, freePort, startApp } from './support/app-process.js';
import { type Figure, percentile } from './support/figures.js';
import {
  CHARGER_IDS,
  type FilledLedger,
  fillSessions,
  fillYear,
  TIMEZONE,
  YEAR_DAYS,
} from './support/rest-ledger.js';
import { createRestLoad, type RestLoad } from './support/rest-load.js';
import { subscribe } from './support/subscriber.js';

const CONNECTIONS = 24;
const WARM_UP_MS = 3_000;
const PRESS_MS = 10_000;
const RUNS = 200;

/** The REST API over real HTTP: the program runs in its own process, this one asks. */
export async function rest(): Promise<Figure[]> {
  return [
    ...(await withServer(fillSessions, CONNECTIONS, underLoad)),
    ...(await withServer(fillYear, 1, oneByOne)),
  ];
}

interface Served {
  readonly app: AppProcess;
  readonly load: RestLoad;
  readonly sizeMib: number;
}

async function withServer(
  fill: (file: string, nowMs: number) => Promise<FilledLedger>,
  connections: number,
  measure: (served: Served) => Promise<Figure[]>,
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-rest-'));
  const { secret, sizeMib } = await fill(ledgerFile(folder), Date.now());
  const port = await freePort();
  const app = await startApp(configuration(folder, port));
  await online(app);
  const load = createRestLoad(new URL(`http://127.0.0.1:${port}`), secret, connections);
  try {
    return await measure({ app, load, sizeMib });
  } finally {
    load.close();
    await app.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The role `ledger` alone: it asks no device, so the addresses lead nowhere. */
function configuration(folder: string, port: number): string {
  const chargers = CHARGER_IDS.map((id) => `{ id: ${id}, host: '127.0.0.1:9' }`);
  return `roles: [ledger]
data_dir: '${folder}'
meters: [{ id: meter, host: '127.0.0.1:9', api_key: 1097bd725557 }]
chargers: [${chargers.join(', ')}]
ledger: { timezone: ${TIMEZONE}, grid_emissions_g_per_kwh: 360 }
api: { port: ${port}, rate_limit_per_minute: 10000000 }
`;
}

/** The REST API listens before the ledger has something to show. */
async function online({ mqttUrl }: AppProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    void subscribe(mqttUrl, 'wattbridge/ledger/+/state', () => resolve());
  });
}

async function underLoad({ app, load, sizeMib }: Served): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [path, goal] of [
    ['/api/v1/sessions?limit=50', '≥ 3000 /s'],
    ['/api/v1/sessions?limit=10', ''],
    ['/api/v1/billing/sessions?limit=50', ''],
    ['/api/v1/billing/sessions?limit=10', ''],
  ] as const) {
    await load.press(path, WARM_UP_MS);
    const cpuMs = app.usage().cpuMs;
    const times = await load.press(path, PRESS_MS);
    const eachMs = (app.usage().cpuMs - cpuMs) / times.length;
    const perSecond = Math.round((1000 * times.length) / PRESS_MS);
    figures.push({
      name: `GET ${path}, ${CONNECTIONS} connections, 100,000 sessions`,
      value: `${perSecond} /s, ${latencies(times)}, ${eachMs.toFixed(3)} ms of processor each`,
      goal,
    });
  }
  return [...figures, size('100,000 sessions with bills on disk', sizeMib)];
}

const latencies = (times: readonly number[]): string =>
  `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`;

const size = (name: string, mib: number): Figure => ({ name, value: `${mib.toFixed(1)} MiB`, goal: '' });

/** A period of so many days that lies somewhere else in the year at every run. */
function period(days: number, run: number): string {
  const lastMs = Date.now() - (1 + ((run * 37) % (YEAR_DAYS - days))) * DAY_MS;
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return `from=${dayOf(lastMs - (days - 1) * DAY_MS)}&to=${dayOf(lastMs)}`;
}

type PathOf = (run: number) => string;

const history =
  (granularity: string, days: number, more = ''): PathOf =>
  (run) =>
    `/api/v1/history/energy?granularity=${granularity}&${period(days, run)}${more}`;
const analytics =
  (report: string, granularity?: string): PathOf =>
  (run) =>
    `/api/v1/analytics/${report}?${period(350, run)}${granularity === undefined ? '' : `&granularity=${granularity}`}`;
const fleet =
  (report: string, days: number): PathOf =>
  (run) =>
    `/api/v1/cpo/fleet/${report}?${period(days, run)}`;
const statement =
  (format: string): PathOf =>
  (run) =>
    `/api/v1/billing/statements/${period(1, run).slice(5, 12)}?format=${format}`;

const QUERIES: readonly (readonly [string, PathOf])[] = [
  ['history: a day by quarters', history('quarter', 1)],
  ['history: a week by quarters', history('quarter', 7)],
  ['history: the longest by quarters', history('quarter', 14)],
  ['history: the longest by quarters, one charger', history('quarter', 14, '&charge_point_id=charger3')],
  ['history: the longest by quarters, CSV', history('quarter', 14, '&format=csv')],
  ['history: a week by hours', history('hour', 7)],
  ['history: the longest by hours', history('hour', 31)],
  ['history: a year by days', history('day', 350)],
  ['history: a year by weeks', history('week', 350)],
  ['history: a year by months', history('month', 350)],
  ['analytics: a year by charge point', analytics('energy/by-charge-point')],
  ['analytics: trend of a year by days', analytics('energy/trend', 'day')],
  ['analytics: trend of a year by months', analytics('energy/trend', 'month')],
  ['analytics: solar share of a year by weeks', analytics('solar-share', 'week')],
  ['analytics: savings of a year by months', analytics('savings', 'month')],
  ['analytics: CO₂ of a year by months', analytics('co2', 'month')],
  ['analytics: self-consumption of a year by months', analytics('self-consumption', 'month')],
  ['analytics: revenue of a year by months', analytics('revenue', 'month')],
  ['fleet: summary', () => '/api/v1/cpo/fleet/summary'],
  ['fleet: uptime in a month', fleet('uptime', 30)],
  ['fleet: utilisation in a month by days', fleet('utilisation', 30)],
  ['statement of a month, JSON', statement('json')],
  ['statement of a month, CSV', statement('csv')],
  ['statement of a month, HTML', statement('html')],
  ['a session with its quarters', (run) => `/api/v1/sessions/sess_${String(run * 53).padStart(26, '0')}`],
  ['records of a month', (run) => `/api/v1/billing/records?${period(30, run)}`],
];

async function oneByOne({ app, load, sizeMib }: Served): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, pathOf] of QUERIES) {
    const times: number[] = [];
    for (let run = 0; run < RUNS / 10; run++) await load.ask(pathOf(run));
    const cpuMs = app.usage().cpuMs;
    for (let run = 0; run < RUNS; run++) times.push(await load.ask(pathOf(run)));
    const eachMs = (app.usage().cpuMs - cpuMs) / RUNS;
    figures.push({
      name: `10 chargers: ${name}`,
      value: `${latencies(times)}, ${eachMs.toFixed(1)} ms of processor each`,
      goal: 'p99 ≤ 20 ms',
    });
  }
  return [...figures, size('10 chargers: a year on disk', sizeMib)];
}
