import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '../src/ledger/session.js';
import type { LedgerStore, SessionFilter } from '../src/ledger/store/port.js';
import { createSqliteStore } from '../src/ledger/store/sqlite-store.js';
import { SLOT_MS } from '../src/ledger/tracking/slots.js';
import { DAY_MS } from '../src/time-spans.js';
import { type Figure, percentile } from './support/figures.js';

const MIB = 1024 * 1024;
const YEAR_MS = 365 * DAY_MS;
const START_MS = Date.UTC(2026, 0, 1);
const SESSIONS = 100_000;
const CHARGERS = 10;
const BATCH = 1000;

/** The ledger's memory: lists and keys at 100,000 sessions, then a year of ten chargers. */
export async function ledgerStore(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-bench-'));
  try {
    return [...(await manySessions(join(folder, 'sessions.db'))), ...(await aYear(join(folder, 'year.db')))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Times of each run, ms. */
async function time(runs: number, work: (run: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const startMs = performance.now();
    await work(run);
    times.push(performance.now() - startMs);
  }
  return times;
}

function timing(name: string, times: readonly number[], goalMs: number | undefined): Figure {
  const perSecond = (1000 * times.length) / times.reduce((sum, ms) => sum + ms, 0);
  return {
    name,
    value: `p50 ${percentile(times, 0.5).toFixed(3)} ms, p99 ${percentile(times, 0.99).toFixed(3)} ms, ${Math.round(perSecond)} /s`,
    goal: goalMs === undefined ? '' : `p99 ≤ ${goalMs} ms`,
  };
}

async function size(name: string, store: LedgerStore): Promise<Figure> {
  return { name, value: `${((await store.sizeBytes()) / MIB).toFixed(1)} MiB`, goal: '' };
}

function sessionAt(n: number, startedAtMs: number): Session {
  const id = String(n).padStart(26, '0');
  return {
    id: `sess_${id}`,
    transactionId: `txn_${id}`,
    chargePointId: `charger${n % CHARGERS}`,
    startedAtMs,
    endedAtMs: startedAtMs + 6 * SLOT_MS,
    status: 'completed',
    userId: n % 3 === 0 ? null : `user${n % 7}`,
    energyWh: 12_000 + (n % 1000) / 3,
    solarWh: 9_000 + (n % 1000) / 3,
    gridWh: 2_000,
    batteryWh: 1_000,
    chargingMs: 5 * SLOT_MS,
    lastEnergyAtMs: startedAtMs + 5 * SLOT_MS,
    maxPowerW: 11_000,
    startCounterWh: n * 12_000,
    counterWh: (n + 1) * 12_000,
  };
}

async function manySessions(file: string): Promise<Figure[]> {
  const store = await createSqliteStore({ file });
  for (let first = 0; first < SESSIONS; first += BATCH) {
    const sessions = Array.from({ length: BATCH }, (_, n) =>
      sessionAt(first + n, START_MS + (first + n) * 300_000),
    );
    await store.record({ sessions });
  }
  const hash = new Uint8Array(32).fill(7);
  const key = { createdAtMs: 0, lastUsedAtMs: null, expiresAtMs: null };
  await store.apiKeys.insert({ id: 'key_1', name: 'bench', scopes: ['read:sessions'], ...key }, hash);

  const list = (filter: SessionFilter, offset: number): Promise<unknown> =>
    store.sessions.list(filter, { limit: 50, offset });
  const offsetOf = (run: number): number => (run * 7919) % (SESSIONS / 10);
  const figures = [
    timing('key lookup', await time(5000, () => store.apiKeys.findByHash(hash)), undefined),
    timing(
      'key lookup + the newest 50 of 100,000 with total',
      await time(5000, async () => [await store.apiKeys.findByHash(hash), await list({}, 0)]),
      0.2,
    ),
    timing('50 of 100,000, another page each time', await time(2000, (n) => list({}, 50 * (n % 200))), 0.3),
    timing('50 of 10,000 of one charger, far back', await time(500, (n) => list(ofOne(n), offsetOf(n))), 20),
    timing('the first list after a write', await time(200, (n) => afterWrite(store, n)), 20),
    await size('100,000 sessions on disk', store),
  ];
  await store.close();
  return figures;
}

function ofOne(n: number): SessionFilter {
  return { chargePointId: `charger${n % CHARGERS}`, status: 'completed' };
}

async function afterWrite(store: LedgerStore, n: number): Promise<void> {
  await store.apiKeys.touch('key_1', n);
  await store.sessions.list({}, { limit: 50, offset: 0 });
}

/** At each charger three sessions and 19 changes of state a day, and a row for every quarter of an hour. */
async function recordYear(store: LedgerStore): Promise<readonly number[]> {
  return time(YEAR_MS / SLOT_MS, (n) => {
    const slotMs = START_MS + n * SLOT_MS;
    const at = { slotMs, day: new Date(slotMs).toISOString().slice(0, 10) };
    const sessions = Array.from({ length: n % 32 === 0 ? CHARGERS : 0 }, (_, charger) =>
      sessionAt(Math.floor(n / 32) * CHARGERS + charger, slotMs),
    );
    return store.record({
      sessions,
      charge: Array.from({ length: CHARGERS }, (_, charger) => ({
        ...at,
        chargePointId: `charger${charger}`,
        sessionId: n % 32 < 12 ? sessionAt(Math.floor(n / 32) * CHARGERS + charger, slotMs).id : null,
        ...{ energyWh: 1000 / 3, solarWh: 700 / 3, gridWh: 200 / 3, batteryWh: 100 / 3 },
      })),
      grid: [{ ...at, meterId: 'meter', importWh: 100 / 3, exportWh: 50 / 3, productionWh: 400 / 3 }],
      statuses: Array.from({ length: n % 5 === 0 ? CHARGERS : 0 }, (_, charger) => ({
        chargePointId: `charger${charger}`,
        ...{ fromMs: slotMs, toMs: slotMs + 5 * SLOT_MS, online: true, connector: 'Charging' },
      })),
    });
  });
}

async function aYear(file: string): Promise<Figure[]> {
  const store = await createSqliteStore({ file });
  const writes = await recordYear(store);
  const { energy } = store;
  const slots = (days: number, granularity: 'quarter' | 'hour', id?: string) => (n: number) => {
    const fromMs = START_MS + ((n * 37) % (365 - days)) * DAY_MS;
    return energy.slots({ fromMs, toMs: fromMs + days * DAY_MS }, granularity, id);
  };
  const year = ['2026-01-01', '2026-12-31'] as const;
  const queries: readonly (readonly [string, (n: number) => Promise<unknown>])[] = [
    ['a day by quarters', slots(1, 'quarter')],
    ['a week by quarters', slots(7, 'quarter')],
    ['a month by quarters', slots(31, 'quarter')],
    ['a month by quarters, one charger', slots(31, 'quarter', 'charger3')],
    ['a month by hours', slots(31, 'hour')],
    ['a month by days', () => energy.days('2026-06-01', '2026-06-30', 'day')],
    ['the year by days', () => energy.days(...year, 'day')],
    ['the year by weeks', () => energy.days(...year, 'week')],
    ['the year by months', () => energy.days(...year, 'month')],
    ['the year by months, one charger', () => energy.days(...year, 'month', 'charger3')],
    ['the year by charger', () => energy.byChargePoint(...year)],
    [
      'a month of statuses',
      (n) => {
        const fromMs = START_MS + ((n * 37) % 334) * DAY_MS;
        return store.chargePoints.onlineTimes([{ fromMs, toMs: fromMs + 31 * DAY_MS }]);
      },
    ],
    [
      'a month of ended sessions',
      (n) => {
        const fromMs = START_MS + ((n * 37) % 334) * DAY_MS;
        return store.sessions.endedIn({ fromMs, toMs: fromMs + 31 * DAY_MS });
      },
    ],
    ['quarters of a session', (n) => store.sessions.slots(sessionAt(n * 7, 0).id)],
  ];
  const figures = [timing('10 chargers: a batch of a quarter of an hour', writes, undefined)];
  for (const [name, query] of queries)
    figures.push(timing(`10 chargers: ${name}`, await time(200, query), 20));
  const startMs = performance.now();
  await store.backup(`${file}.copy`);
  const backupMs = performance.now() - startMs;
  figures.push(await size('10 chargers: a year on disk', store), {
    name: '10 chargers: backup of a year',
    value: `${Math.round(backupMs)} ms`,
    goal: '',
  });
  await store.close();
  return figures;
}
