import type { BillingEntry } from '../../../src/ledger/billing.js';
import { createCostOf } from '../../../src/ledger/costs/cost-of.js';
import { createZone } from '../../../src/ledger/costs/zone.js';
import type { ChargeIncrement, GridIncrement, Session } from '../../../src/ledger/session.js';
import { STARTED_MS, sessionOf, tariffOf } from '../../ledger/costs/samples.js';
import { type ApiSetup, startApi, type TestApi } from '../../support/api.js';
import { createManualClock } from '../../support/manual-clock.js';

/** The day after the sessions. */
const NOW_MS = Date.parse('2026-06-22T10:00:00Z');
const HOUR_MS = 3_600_000;

export interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

/** Sessions on 21 June 2026 in Berlin; `active` has no end. */
export const MORNING = sessionOf({
  ...{ id: 'sess_morning', transactionId: 'txn_morning', userId: 'Anna', chargePointId: 'charger' },
  startedAtMs: STARTED_MS - 6 * HOUR_MS,
  endedAtMs: STARTED_MS - 4 * HOUR_MS,
  lastEnergyAtMs: STARTED_MS - 5 * HOUR_MS,
});
export const NOON = sessionOf({
  ...{ id: 'sess_noon', transactionId: 'txn_noon', userId: null, chargePointId: 'yard' },
  ...{ energyWh: 20_000, solarWh: 20_000, gridWh: 0, batteryWh: 0 },
  startCounterWh: null,
});
export const ACTIVE = sessionOf({
  ...{ id: 'sess_active', transactionId: 'txn_active', userId: 'Anna', chargePointId: 'charger' },
  startedAtMs: NOW_MS - HOUR_MS,
  endedAtMs: null,
  status: 'active',
  lastEnergyAtMs: NOW_MS,
});

/** A REST API over a ledger in which sessions were billed by a tariff of 30 cents a kWh. */
export async function chargedHouse(setup: ApiSetup = {}): Promise<TestApi> {
  const api = await startApi({ clock: createManualClock(NOW_MS), ...setup });
  await api.store.billing.putTariff(tariffOf([{ price: 0.3 }], { createdAtMs: 1 }));
  await api.store.record({ sessions: [MORNING, NOON, ACTIVE], entries: await billsOf(api, [MORNING, NOON]) });
  return api;
}

async function billsOf({ store }: TestApi, sessions: readonly Session[]): Promise<readonly BillingEntry[]> {
  let made = 0;
  const costOf = createCostOf({
    store,
    zone: createZone('Europe/Berlin'),
    siteId: 'site_home',
    newId: (prefix) => `${prefix}${++made}`,
  });
  const bills = await Promise.all(sessions.map((session) => costOf(session, session.endedAtMs ?? NOW_MS)));
  return bills.filter((bill) => bill !== undefined);
}

/** What a charge point took in a quarter of an hour that begins at a local time of that summer. */
export function charged(local: string, members: Partial<ChargeIncrement> = {}): ChargeIncrement {
  return {
    ...{ chargePointId: 'charger', sessionId: null, ...slotOf(local) },
    ...{ energyWh: 1_000, solarWh: 600, gridWh: 300, batteryWh: 100 },
    ...members,
  };
}

export function metered(local: string, members: Partial<GridIncrement> = {}): GridIncrement {
  return {
    ...{ meterId: 'meter', ...slotOf(local) },
    ...{ importWh: 500, exportWh: 2_000, productionWh: 3_500 },
    ...members,
  };
}

/** @param local `2026-06-21T14:00`, in summer time */
const slotOf = (local: string) => ({ slotMs: Date.parse(`${local}:00+02:00`), day: local.slice(0, 10) });
