import { hashSecret, newSecret } from '../../src/api/secrets.js';
import { SCOPES } from '../../src/ledger/api-key.js';
import type { BillingEntry } from '../../src/ledger/billing.js';
import { createZone, type Zone } from '../../src/ledger/costs/zone.js';
import type { Session } from '../../src/ledger/session.js';
import type { LedgerStore } from '../../src/ledger/store/port.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { SLOT_MS } from '../../src/ledger/tracking/slots.js';
import { DAY_MS } from '../../src/time-spans.js';

const MIB = 1024 * 1024;
const CHARGERS = 10;
const SESSIONS = 100_000;
const BATCH = 1000;
/** A car charges for three hours, and another comes every eight. */
const BETWEEN_CARS = 32;
const CHARGING = 12;
/** Quarters of an hour in which a charger stays in one state. */
const STATE = 4;
const ENERGY_WH = 1000 / 3;
const PRICE = 0.3;

export const TIMEZONE = 'Europe/Berlin';
export const YEAR_DAYS = 365;
const chargerId = (n: number): string => `charger${n}`;
export const CHARGER_IDS: readonly string[] = Array.from({ length: CHARGERS }, (_, n) => chargerId(n));

export interface FilledLedger {
  /** Of a key that may read everything. */
  readonly secret: string;
  readonly sizeMib: number;
}

/** So many sessions that it takes a year and more of a fleet to have them, each with its bill. */
export function fillSessions(file: string, nowMs: number): Promise<FilledLedger> {
  return filled(file, nowMs, async (store) => {
    const firstMs = nowMs - SESSIONS * 300_000;
    for (let first = 0; first < SESSIONS; first += BATCH) {
      const sessions = Array.from({ length: BATCH }, (_, n) =>
        sessionAt(first + n, firstMs + (first + n) * 300_000),
      );
      await store.record({ sessions, entries: sessions.map(billOf) });
    }
  });
}

/** A year of ten chargers that are hardly ever alone: every quarter of an hour, every state, every session and bill. */
export function fillYear(file: string, nowMs: number): Promise<FilledLedger> {
  return filled(file, nowMs, async (store) => {
    const zone = createZone(TIMEZONE);
    const firstMs = Math.floor(nowMs / DAY_MS) * DAY_MS - YEAR_DAYS * DAY_MS;
    for (let n = 0; firstMs + n * SLOT_MS < nowMs; n += BETWEEN_CARS) {
      await store.record(shift(n, firstMs, zone));
    }
  });
}

async function filled(
  file: string,
  nowMs: number,
  fill: (store: LedgerStore) => Promise<void>,
): Promise<FilledLedger> {
  const store = await createSqliteStore({ file });
  const secret = newSecret();
  const dates = { createdAtMs: nowMs, lastUsedAtMs: null, expiresAtMs: null };
  await store.apiKeys.insert(
    { id: 'key_bench', name: 'Bench', scopes: SCOPES, ...dates },
    hashSecret(secret),
  );
  await store.billing.putTariff({
    id: 'tariff_bench',
    name: 'Bench',
    currency: 'EUR',
    taxRatePercent: 0,
    components: [{ type: 'energy', price: PRICE, stepSize: null, minDurationMinutes: null }],
    createdAtMs: nowMs,
  });
  await fill(store);
  const sizeMib = (await store.sizeBytes()) / MIB;
  await store.close();
  return { secret, sizeMib };
}

/** What happens at all chargers in eight hours, the `n`-th quarter of an hour first. */
function shift(n: number, firstMs: number, zone: Zone) {
  const sessions = CHARGER_IDS.map((_, charger) =>
    sessionAt((n / BETWEEN_CARS) * CHARGERS + charger, firstMs + n * SLOT_MS),
  );
  const slots = Array.from({ length: BETWEEN_CARS }, (_, quarter) => {
    const slotMs = firstMs + (n + quarter) * SLOT_MS;
    return { slotMs, day: zone.localTime(slotMs).day, isCharging: quarter < CHARGING };
  });
  return {
    sessions,
    entries: sessions.map(billOf),
    charge: slots.flatMap(({ isCharging, ...at }) =>
      isCharging
        ? sessions.map(({ id, chargePointId }) => ({ ...at, chargePointId, sessionId: id, ...MIX }))
        : [],
    ),
    grid: slots.map(({ isCharging, ...at }) => ({
      ...at,
      ...{ meterId: 'meter', importWh: 100 / 3, exportWh: 50 / 3, productionWh: 400 / 3 },
    })),
    statuses: CHARGER_IDS.flatMap((chargePointId) =>
      slots
        .filter((_, quarter) => quarter % STATE === 0)
        .map(({ slotMs, isCharging }) => ({
          chargePointId,
          ...{ fromMs: slotMs, toMs: slotMs + STATE * SLOT_MS, online: true },
          connector: isCharging ? ('Charging' as const) : ('Available' as const),
        })),
    ),
  };
}

const MIX = { energyWh: ENERGY_WH, solarWh: 700 / 3, gridWh: 200 / 3, batteryWh: 100 / 3 };

function sessionAt(n: number, startedAtMs: number): Session {
  const id = String(n).padStart(26, '0');
  return {
    id: `sess_${id}`,
    transactionId: `txn_${id}`,
    chargePointId: chargerId(n % CHARGERS),
    startedAtMs,
    endedAtMs: startedAtMs + CHARGING * SLOT_MS,
    status: 'completed',
    userId: n % 3 === 0 ? null : `user${n % 7}`,
    energyWh: CHARGING * MIX.energyWh,
    solarWh: CHARGING * MIX.solarWh,
    gridWh: CHARGING * MIX.gridWh,
    batteryWh: CHARGING * MIX.batteryWh,
    chargingMs: CHARGING * SLOT_MS,
    lastEnergyAtMs: startedAtMs + CHARGING * SLOT_MS,
    maxPowerW: 11_000,
    startCounterWh: n * 4000,
    counterWh: (n + 1) * 4000,
  };
}

function billOf({ id, energyWh, endedAtMs, startedAtMs }: Session): BillingEntry {
  const quantity = energyWh / 1000;
  const amount = Math.round(quantity * PRICE * 100) / 100;
  return {
    id: `bill_${id}`,
    sessionId: id,
    kind: 'charge',
    amount,
    currency: 'EUR',
    tariffId: 'tariff_bench',
    lines: [{ type: 'energy', label: 'Energy', quantity, unit: 'kWh', price: PRICE, amount }],
    note: null,
    createdAtMs: endedAtMs ?? startedAtMs,
  };
}
