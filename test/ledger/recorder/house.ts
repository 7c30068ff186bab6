import { onTestFinished } from 'vitest';
import type { Tariff } from '../../../src/ledger/billing.js';
import { createCostOf } from '../../../src/ledger/costs/cost-of.js';
import { createZone } from '../../../src/ledger/costs/zone.js';
import { newId } from '../../../src/ledger/new-id.js';
import { createLedgerRole, type LedgerRole } from '../../../src/ledger/recorder/ledger-role.js';
import type { LedgerStore } from '../../../src/ledger/store/port.js';
import type { Delivery, LedgerEvent } from '../../../src/ledger/webhook.js';
import type { HouseTopicsOptions } from '../../../src/surplus/house-topics.js';
import { createFakeMqtt, type FakeMqtt } from '../../support/fake-mqtt.js';
import { createManualClock, type ManualClock, settle } from '../../support/manual-clock.js';
import { createRecordingLogger, type RecordingLogger } from '../../support/recording-logger.js';
import { openStore } from '../store/support.js';
import { utcDay } from '../tracking/kept-ledger.js';

export const TARIFF: Tariff = {
  id: 'tariff_1',
  name: 'Home',
  currency: 'CHF',
  taxRatePercent: 0,
  components: [{ type: 'energy', price: 0.5, stepSize: null, minDurationMinutes: null }],
  createdAtMs: 0,
};

const ENDPOINT = {
  id: 'whe_1',
  url: 'https://example.org/',
  events: ['*'],
  active: true,
  description: null,
  secret: 'x',
  createdAtMs: 0,
} as const;

export interface RunningLedger {
  readonly clock: ManualClock;
  readonly mqtt: FakeMqtt;
  readonly store: LedgerStore;
  readonly log: RecordingLogger;
  readonly role: LedgerRole;
  /** Snapshots of the devices, now; with the values that are said. */
  charger(values: Readonly<Record<string, unknown>>): void;
  meter(values: Readonly<Record<string, unknown>>): void;
  /** What webhooks are to be told, oldest first. */
  events(): Promise<readonly LedgerEvent[]>;
  /** The last retained value of the ledger. */
  shown(key: string): string | undefined;
}

export interface LedgerWish {
  readonly store?: LedgerStore;
  readonly clock?: ManualClock;
  /** What other programs tell of battery and roof. */
  readonly house?: HouseTopicsOptions;
}

const nrgOf = (watts: number) => [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, watts, 0, 0, 0, 0];

/** The ledger role with a broker of its own and a store in memory, connected and with everything online. */
export async function startLedger(wish: LedgerWish = {}): Promise<RunningLedger> {
  const { clock = createManualClock(), store = await openStore() } = wish;
  const mqtt = createFakeMqtt();
  const log = createRecordingLogger();
  await store.webhooks.putEndpoint(ENDPOINT);
  const zone = createZone('UTC');
  const newBillId = (prefix: string) => newId(prefix, clock.now());
  const role = createLedgerRole(
    {
      topicBase: 'wattbridge',
      meter: 'meter',
      chargers: ['charger'],
      currency: 'EUR',
      ...(wish.house && { house: wish.house }),
    },
    {
      mqtt,
      store,
      costOf: createCostOf({ store, zone, siteId: 'site', newId: newBillId }),
      clock,
      log,
      dayOf: utcDay,
      newId,
      onReading: () => undefined,
    },
  );
  onTestFinished(() => role.stop());
  await role.start();
  await settle();
  mqtt.connect();
  const tell = (device: string, values: object): void => {
    const received_at = new Date(clock.now()).toISOString();
    const payload = JSON.stringify({ measured_at: received_at, received_at, ...values });
    mqtt.deliver({ topic: `wattbridge/${device}/state`, payload });
  };
  for (const device of ['meter', 'charger'])
    mqtt.deliver({ topic: `wattbridge/${device}/availability`, payload: 'online', retain: true });
  return {
    ...{ clock, mqtt, store, log, role },
    charger({ watts = 0, ...values }) {
      tell('charger', { car: 1, err: 0, trx: null, nrg: nrgOf(Number(watts)), ...values });
    },
    meter: (values) => tell('meter', values),
    async events() {
      const { rows } = await store.webhooks.deliveries(ENDPOINT.id, { limit: 1000, offset: 0 });
      return rows.map(({ event }: Delivery) => event).sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    shown: (key) => mqtt.retained.get(`wattbridge/ledger/charger/${key}`),
  };
}

/** Car and counters of a minute, second by second, with a meter that shows this power. */
export async function chargeFor(
  ledger: RunningLedger,
  seconds: number,
  { fromWh, watts, gridW }: { readonly fromWh: number; readonly watts: number; readonly gridW: number },
): Promise<void> {
  for (let s = 1; s <= seconds; s++) {
    await ledger.clock.advance(1000);
    const wh = fromWh + (watts * s) / 3600;
    ledger.meter({ '1.7.0': gridW, '1.8.0': 5000 });
    ledger.charger({ car: 2, watts, eto: Math.floor(1000 + wh), wh, trx: 0 });
  }
}

export const NOW = Date.UTC(2026, 5, 21, 10);
export const SUNNY = { fromWh: 0, watts: 3600, gridW: -400 };
export const PAGE = { limit: 100, offset: 0 };

/** The devices say something, so that the ledger knows what was before the car came. */
export async function wakeUp(ledger: RunningLedger): Promise<void> {
  ledger.meter({ '1.7.0': -4000, '1.8.0': 5000 });
  ledger.charger({ eto: 1000, wh: 0 });
  await ledger.clock.advance(2000);
}

export async function countOfEvents(ledger: RunningLedger): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { type } of await ledger.events()) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
