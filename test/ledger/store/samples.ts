import type { BillingEntry, Tariff } from '../../../src/ledger/billing.js';
import type { ChargeIncrement, GridIncrement, Session, TracePoint } from '../../../src/ledger/session.js';
import type { Delivery, LedgerEvent, WebhookEndpoint } from '../../../src/ledger/webhook.js';

export const QUARTER_MS = 900_000;
/** A Monday, 2026-06-15T00:00:00Z. */
export const MONDAY_MS = Date.UTC(2026, 5, 15);

export function session(id: string, members: Partial<Session> = {}): Session {
  return {
    id: `sess_${id}`,
    transactionId: `txn_${id}`,
    chargePointId: 'garage',
    startedAtMs: MONDAY_MS,
    endedAtMs: null,
    status: 'active',
    userId: null,
    energyWh: 1234.567_890_123_4,
    solarWh: 1000,
    gridWh: 200.1,
    batteryWh: 34.467_890_123_4,
    chargingMs: 60_000,
    lastEnergyAtMs: null,
    maxPowerW: 3680.5,
    startCounterWh: null,
    counterWh: 123_456_789,
    ...members,
  };
}

export function chargeOf(members: Partial<ChargeIncrement> = {}): ChargeIncrement {
  return {
    chargePointId: 'garage',
    sessionId: null,
    slotMs: MONDAY_MS,
    day: '2026-06-15',
    energyWh: 8,
    solarWh: 5,
    gridWh: 2,
    batteryWh: 1,
    ...members,
  };
}

export function gridOf(members: Partial<GridIncrement> = {}): GridIncrement {
  return {
    meterId: 'meter',
    slotMs: MONDAY_MS,
    day: '2026-06-15',
    importWh: 3,
    exportWh: 4,
    productionWh: null,
    ...members,
  };
}

export function traceOf(members: Partial<TracePoint> = {}): TracePoint {
  return {
    chargePointId: 'garage',
    minuteMs: MONDAY_MS,
    gridW: -250,
    carW: 4140,
    solarW: 4140,
    setPointA: 6,
    phases: 3,
    ...members,
  };
}

export function tariff(id: string, members: Partial<Tariff> = {}): Tariff {
  return {
    id: `tariff_${id}`,
    name: 'house',
    currency: 'EUR',
    taxRatePercent: 19,
    components: [{ type: 'energy', price: 0.3, stepSize: null, minDurationMinutes: null }],
    createdAtMs: MONDAY_MS,
    ...members,
  };
}

export function entry(id: string, members: Partial<BillingEntry> = {}): BillingEntry {
  return {
    id: `bill_${id}`,
    sessionId: 'sess_1',
    kind: 'charge',
    amount: 5.52,
    currency: 'EUR',
    tariffId: null,
    lines: [{ type: 'energy', label: 'Energy', quantity: 18.4, unit: 'kWh', price: 0.3, amount: 5.52 }],
    note: null,
    createdAtMs: MONDAY_MS,
    ...members,
  };
}

export function endpoint(id: string, members: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    id: `whe_${id}`,
    url: 'https://receiver.example/hook',
    events: ['*'],
    active: true,
    description: null,
    secret: 'whsec_1',
    createdAtMs: MONDAY_MS,
    ...members,
  };
}

export function eventOf(id: string, members: Partial<LedgerEvent> = {}): LedgerEvent {
  return {
    id: `evt_${id}`,
    type: 'session.started',
    atMs: MONDAY_MS,
    data: { session_id: 'sess_1', energy_kwh: 0.1 },
    ...members,
  };
}

export function delivery(id: string, members: Partial<Delivery> = {}): Delivery {
  return {
    id: `whd_${id}`,
    endpointId: 'whe_1',
    event: eventOf(id),
    status: 'pending',
    attempts: 0,
    nextAttemptAtMs: MONDAY_MS,
    lastAttemptAtMs: null,
    responseStatus: null,
    error: null,
    createdAtMs: MONDAY_MS,
    ...members,
  };
}
