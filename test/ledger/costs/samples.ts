import type {
  BillingRule,
  RuleAction,
  RuleCondition,
  Tariff,
  TariffComponent,
} from '../../../src/ledger/billing.js';
import type { BillContext } from '../../../src/ledger/costs/bill.js';
import { createZone } from '../../../src/ledger/costs/zone.js';
import type { SessionWithCost } from '../../../src/ledger/store/port.js';

const MINUTE_MS = 60_000;
/** Sunday, 14:00 in Berlin. */
export const STARTED_MS = Date.parse('2026-06-21T12:00:00Z');

/** Two hours plugged in, the first one charging: 10 kWh, 6 of sun, 3 from the grid, 1 out of the battery. */
export function sessionOf(members: Partial<SessionWithCost> = {}): SessionWithCost {
  return {
    id: 'sess_1',
    transactionId: 'txn_1',
    chargePointId: 'garage',
    startedAtMs: STARTED_MS,
    endedAtMs: STARTED_MS + 120 * MINUTE_MS,
    status: 'completed',
    userId: null,
    energyWh: 10_000,
    solarWh: 6_000,
    gridWh: 3_000,
    batteryWh: 1_000,
    chargingMs: 60 * MINUTE_MS,
    lastEnergyAtMs: STARTED_MS + 60 * MINUTE_MS,
    maxPowerW: 11_000,
    startCounterWh: 1_000_000,
    counterWh: 1_010_000,
    totalCost: null,
    currency: null,
    ...members,
  };
}

export function componentOf(members: Partial<TariffComponent> = {}): TariffComponent {
  return { type: 'energy', price: 0.3, stepSize: null, minDurationMinutes: null, ...members };
}

export function tariffOf(
  components: readonly Partial<TariffComponent>[],
  members: Partial<Tariff> = {},
): Tariff {
  return {
    id: 'tariff_1',
    name: 'House',
    currency: 'EUR',
    taxRatePercent: 0,
    components: components.map(componentOf),
    createdAtMs: 0,
    ...members,
  };
}

export function ruleOf(
  actions: readonly RuleAction[],
  conditions: readonly RuleCondition[] = [],
  members: Partial<BillingRule> = {},
): BillingRule {
  return {
    id: 'rule_1',
    name: 'Rule',
    priority: 1,
    conditions,
    actions,
    active: true,
    createdAtMs: 0,
    ...members,
  };
}

export const CONTEXT: BillContext = {
  zone: createZone('Europe/Berlin'),
  siteId: 'site_home',
  nowMs: STARTED_MS + 120 * MINUTE_MS,
};
