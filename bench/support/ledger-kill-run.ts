import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { rolldown } from 'rolldown';
import type { SessionWithCost } from '../../src/ledger/store/port.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { createRandom } from '../../src/simulator/random.js';
import { fastClock } from './fast-clock.js';
import { type FastHouse, startFastHouse } from './ledger-kill-house.js';
import { createQuietLog } from './quiet-log.js';

export interface KillRunOptions {
  readonly kills: number;
  readonly seed: number;
  /** An empty folder. */
  readonly folder: string;
  /** ledger-kill-child as source or compiled. */
  readonly child: URL;
}

/** What the cars took by the simulator's own books, and what the ledger says. */
export interface KillRun {
  readonly kills: number;
  /** Kills that came before the recorder had stored anything in that life. */
  readonly early: number;
  /** Wh, oldest first. */
  readonly trueWh: readonly number[];
  readonly sessions: readonly SessionWithCost[];
  /** Wh of the quarters of an hour of each of them. */
  readonly slotsWh: readonly number[];
  /** Bills of each of them. */
  readonly bills: readonly number[];
  /** Events of sessions that wait for their webhook, by kind. */
  readonly events: ReadonlyMap<string, number>;
  /** Everything that the recorder complained of. */
  readonly complaints: readonly string[];
  readonly seconds: number;
}

/** A minute of the house in a second. */
const SPEED = 60;
const LONGEST_LIFE_MS = 700;
const TARIFF = {
  id: 'tariff_1',
  name: 'Home',
  currency: 'EUR',
  taxRatePercent: 0,
  components: [{ type: 'energy', price: 0.3, stepSize: null, minDurationMinutes: null }],
  createdAtMs: 0,
} as const;
const ENDPOINT = {
  id: 'whe_1',
  url: 'https://example.org/',
  events: ['session.started', 'session.ended'],
  active: true,
  description: null,
  secret: 'x',
  createdAtMs: 0,
} as const;

/** Kills the recorder again and again, at any moment of its life, while cars come and go. */
export async function runKills(options: KillRunOptions): Promise<KillRun> {
  const beganMs = performance.now();
  const { folder, seed, kills } = options;
  const file = `${folder}/ledger.db`;
  await prepare(file);
  const script = await bundle(options.child, folder);
  const originMs = Date.now();
  const home = await startFastHouse(fastClock(originMs, SPEED), seed, createQuietLog());
  const start = () => startRecorder(script, [home.brokerUrl, file, String(originMs), String(SPEED)]);
  const random = createRandom(seed, 'kills');
  const cars = comeAndGo(home, seed);
  const complaints: string[] = [];
  let early = 0;

  /** One life of the recorder: so long after its start, or after so many batches were stored. */
  async function live(lifeMs: number, batches = 0): Promise<void> {
    const recorder = start();
    const before = cars.stored;
    recorder.onLine((line) => (line === 'stored' ? cars.stored++ : complaints.push(line)));
    while (cars.stored < before + batches) await delay(2);
    await delay(lifeMs);
    await recorder.kill();
    if (cars.stored === before) early++;
  }

  // Every other life may end while it starts; the others come so far on a slow machine too.
  for (let n = 0; n < kills; n++) await live(random.between(0, LONGEST_LIFE_MS), n % 2);
  // The last car is seen, too, before it leaves.
  const [trueWh] = await Promise.all([cars.end(), live(0, 2)]);
  await live(0, 4);
  await home.stop();
  const found = await read(file);
  return { kills, early, trueWh, ...found, complaints, seconds: (performance.now() - beganMs) / 1000 };
}

async function prepare(file: string): Promise<void> {
  const store = await createSqliteStore({ file });
  await store.billing.putTariff(TARIFF);
  await store.webhooks.putEndpoint(ENDPOINT);
  await store.close();
}

/** One file that Node.js runs, so that it starts at once; the driver stays where it is installed. */
async function bundle(child: URL, folder: string): Promise<string> {
  const file = `${folder}/child.mjs`;
  const plugin = {
    name: 'installed driver',
    resolveId: (id: string) =>
      id === 'libsql' ? { id: import.meta.resolve('libsql'), external: 'absolute' as const } : undefined,
  };
  const script = await rolldown({ input: child.pathname, platform: 'node', plugins: [plugin] });
  await script.write({ file, format: 'esm' });
  await script.close();
  return file;
}

function startRecorder(script: string, args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  return {
    onLine(listener: (line: string) => void): void {
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.trimEnd().split('\n')) listener(line);
      });
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Cars that come, charge and leave. The next one comes when at least two batches were stored since the last one came:
 * a house in which two cars come within one restart of its computer would keep a secret that no counter tells.
 */
function comeAndGo({ house }: FastHouse, seed: number) {
  const random = createRandom(seed, 'cars');
  const trueWh: number[] = [];
  const cars = { stored: 0, end };
  let isEnding = false;
  const wait = (virtualS: number) => delay((virtualS * 1000) / SPEED);

  async function visit(): Promise<void> {
    await wait(random.between(15, 55));
    if (isEnding) return;
    const before = cars.stored;
    house.plug();
    await wait(random.between(60, 180));
    while (cars.stored < before + 2) await delay(10);
    house.unplug();
    trueWh.push(house.world.charger.energy.sessionWs / 3600);
  }

  async function go(): Promise<void> {
    while (!isEnding) await visit();
  }
  const gone = go();

  async function end(): Promise<readonly number[]> {
    isEnding = true;
    await gone;
    return trueWh;
  }
  return cars;
}

async function read(file: string): Promise<Pick<KillRun, 'sessions' | 'slotsWh' | 'bills' | 'events'>> {
  const store = await createSqliteStore({ file });
  const { rows } = await store.sessions.list({}, { limit: 100_000, offset: 0 });
  const sessions = [...rows].reverse();
  const slotsWh: number[] = [];
  const bills: number[] = [];
  for (const { id } of sessions) {
    slotsWh.push((await store.sessions.slots(id)).reduce((sum, { energyWh }) => sum + energyWh, 0));
    bills.push((await store.billing.entriesOf(id)).length);
  }
  const events = new Map<string, number>();
  const deliveries = await store.webhooks.deliveries(ENDPOINT.id, { limit: 100_000, offset: 0 });
  for (const { event } of deliveries.rows) events.set(event.type, (events.get(event.type) ?? 0) + 1);
  await store.close();
  return { sessions, slotsWh, bills, events };
}
