import { createCostOf } from '../../src/ledger/costs/cost-of.js';
import { createZone } from '../../src/ledger/costs/zone.js';
import type { ChargeIncrement, EnergyMix, GridIncrement, Session } from '../../src/ledger/session.js';
import type { LedgerStore } from '../../src/ledger/store/port.js';
import { SLOT_MS } from '../../src/ledger/tracking/slots.js';
import { createRandom } from '../../src/simulator/random.js';
import { DAY_MS, MINUTE_MS } from '../../src/time-spans.js';

const HOUR_W = 1 / 4;
/** Before them a day is one increment. */
const DAYS_IN_QUARTERS = 35;
const DAYS = 170;

interface Quarter {
  readonly grid: GridIncrement;
  readonly charge: ChargeIncrement | undefined;
}

/** Half a year of a house with sun and an electric car, as the recorder would have written it. */
export async function fillLedger(store: LedgerStore, nowMs: number, timezone: string): Promise<void> {
  const zone = createZone(timezone);
  const random = createRandom(3, 'ledger').uniform;
  const todayMs = zone.dayStartMs(zone.localTime(nowMs).day);
  await store.billing.putTariff({
    id: 'tariff_home',
    name: 'Home',
    currency: 'EUR',
    taxRatePercent: 0,
    createdAtMs: nowMs - DAYS * DAY_MS,
    components: [
      { type: 'energy', source: 'grid', price: 0.32, stepSize: null, minDurationMinutes: null },
      { type: 'energy', source: 'solar', price: 0.08, stepSize: null, minDurationMinutes: null },
    ],
  });
  const costOf = createCostOf({
    store,
    zone,
    siteId: 'site_home',
    newId: (prefix) => `${prefix}${random()}`,
  });
  for (let ago = DAYS; ago >= 0; ago--) {
    const day = zone.localTime(todayMs - ago * DAY_MS + DAY_MS / 2).day;
    const startMs = zone.dayStartMs(day);
    // Today is bright, and the car is at home.
    const [sky, isAway] = ago === 0 ? [0.95, false] : [0.25 + 0.75 * random(), random() < 0.35];
    const weather = { sky, isAway, random };
    const all = quartersOf(day, startMs, Math.min(nowMs, startMs + DAY_MS), weather);
    const session = ago > 0 ? sessionOf(day, all) : undefined;
    const quarters = ago > DAYS_IN_QUARTERS ? [asOne(all)] : all;
    const charge = quarters.flatMap((quarter) => quarter.charge ?? []);
    await store.record({
      grid: quarters.map(({ grid }) => grid),
      charge: charge.map((each) => ({ ...each, sessionId: session?.id ?? null })),
      sessions: session === undefined ? [] : [session],
    });
    const bill = session && (await costOf(session, session.endedAtMs ?? nowMs));
    if (bill !== undefined) await store.record({ entries: [bill] });
  }
}

interface Weather {
  /** 0 to 1, 1: clear. */
  readonly sky: number;
  readonly isAway: boolean;
  /** 0 to 1. */
  readonly random: () => number;
}

function quartersOf(
  day: string,
  startMs: number,
  endMs: number,
  { sky, isAway, random }: Weather,
): readonly Quarter[] {
  return Array.from({ length: Math.floor((endMs - startMs) / SLOT_MS) }, (_, n) => {
    const hour = n / 4;
    const height = Math.max(0, Math.sin(((hour - 5.5) / 15.5) * Math.PI));
    const sunW = 9_000 * height ** 1.3 * sky * (1 - (1 - sky) * random() * 0.8);
    const evening = Math.exp(-(((hour - 19) / 2) ** 2)) * 1_500 + Math.exp(-(((hour - 7) / 1.2) ** 2)) * 900;
    const houseW = 280 + evening + random() * 250;
    const surplusW = sunW - houseW;
    const carW =
      !isAway && hour > 9 && hour < 16.5 && surplusW > 1_300 ? Math.min(11_000, surplusW + 150) : 0;
    return quarterOf({ day, slotMs: startMs + n * SLOT_MS }, sunW, houseW, carW);
  });
}

function quarterOf(
  slot: { day: string; slotMs: number },
  sunW: number,
  houseW: number,
  carW: number,
): Quarter {
  const gridW = houseW + carW - sunW;
  const solarW = Math.min(carW, Math.max(0, sunW - houseW));
  return {
    grid: {
      ...slot,
      meterId: 'meter',
      importWh: Math.max(0, gridW) * HOUR_W,
      exportWh: Math.max(0, -gridW) * HOUR_W,
      productionWh: null,
    },
    charge:
      carW === 0
        ? undefined
        : {
            ...slot,
            chargePointId: 'charger',
            sessionId: null,
            ...mix({ energyWh: carW, solarWh: solarW, gridWh: carW - solarW, batteryWh: 0 }, HOUR_W),
          },
  };
}

const mix = ({ energyWh, solarWh, gridWh, batteryWh }: EnergyMix, factor = 1): EnergyMix => ({
  energyWh: energyWh * factor,
  solarWh: solarWh * factor,
  gridWh: gridWh * factor,
  batteryWh: batteryWh * factor,
});

function asOne(quarters: readonly Quarter[]): Quarter {
  return quarters.reduce((sum, { grid, charge }) => ({
    grid: {
      ...sum.grid,
      importWh: sum.grid.importWh + grid.importWh,
      exportWh: sum.grid.exportWh + grid.exportWh,
    },
    charge: sum.charge && charge ? { ...sum.charge, ...added(sum.charge, charge) } : (sum.charge ?? charge),
  }));
}

const added = (a: EnergyMix, b: EnergyMix): EnergyMix => ({
  energyWh: a.energyWh + b.energyWh,
  solarWh: a.solarWh + b.solarWh,
  gridWh: a.gridWh + b.gridWh,
  batteryWh: a.batteryWh + b.batteryWh,
});

/** One car a day, plugged in before the first energy until after the last. */
function sessionOf(day: string, quarters: readonly Quarter[]): Session | undefined {
  const charge = quarters.flatMap((quarter) => quarter.charge ?? []);
  const [first, last] = [charge[0], charge.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    id: `sess_${day}`,
    transactionId: `txn_${day}`,
    chargePointId: 'charger',
    startedAtMs: first.slotMs - 20 * MINUTE_MS,
    endedAtMs: last.slotMs + 65 * MINUTE_MS,
    status: 'completed',
    userId: null,
    chargingMs: charge.length * SLOT_MS,
    lastEnergyAtMs: last.slotMs + SLOT_MS,
    maxPowerW: Math.max(...charge.map(({ energyWh }) => energyWh * 4)),
    startCounterWh: null,
    counterWh: null,
    ...mix(charge.reduce<EnergyMix>(added, { energyWh: 0, solarWh: 0, gridWh: 0, batteryWh: 0 })),
  };
}
