import type { Clock } from '../../clock.js';
import { createCatalogue } from '../../devices/catalogue.js';
import type { Device } from '../../devices/device.js';
import { isoTime } from '../../iso-time.js';
import type { JsonValue } from '../../json.js';
import { MINUTE_MS } from '../../time-spans.js';
import { inCoins } from '../costs/money.js';
import { ledgerDatapoints } from '../ledger-catalogue.js';
import type { EnergyMix, Session } from '../session.js';
import { totalsOn } from '../tracking/totals.js';
import { costsOn } from './cost-memory.js';
import type { Cost } from './news.js';
import type { ChargerView } from './recorder.js';

export interface LedgerDeviceOptions {
  /** Id on the broker: `ledger/<charger>`. */
  readonly id: string;
  readonly charger: string;
  /** Of the tariffs, ISO 4217. */
  readonly currency: string;
  readonly view: () => ChargerView;
  readonly dayOf: (ms: number) => string;
  readonly clock: Pick<Clock, 'now'>;
}

const SHOWN_EVERY_MS = 5000;

/** The ledger of one charger, seen as a device: published and announced by the same code as a meter. */
export function createLedgerDevice(options: LedgerDeviceOptions): Device {
  const { id, charger, currency, view, dayOf, clock } = options;
  const catalogue = createCatalogue(ledgerDatapoints(currency));
  return {
    id,
    kind: 'ledger',
    identity: { manufacturer: 'wattbridge', model: 'Ledger', name: `Ledger ${charger}` },
    pollIntervalMs: SHOWN_EVERY_MS,
    datapoint: (key) => catalogue.get(key),
    advice: () => [],
    async poll() {
      const nowMs = clock.now();
      return {
        values: valuesOf(view(), { day: dayOf(nowMs), nowMs, currency }),
        receivedAtMs: nowMs,
        asked: 'all',
      };
    },
  };
}

interface Moment {
  readonly nowMs: number;
  /** The local day of `nowMs`. */
  readonly day: string;
  readonly currency: string;
}

function valuesOf(
  { watch, costs, runningCost }: ChargerView,
  { day, nowMs, currency }: Moment,
): ReadonlyMap<string, JsonValue> {
  const { session, lastSession, totals } = watch.memory;
  const { today, month } = totalsOn(day, totals);
  const bills = costsOn(day, costs);
  const soFar = runningCost?.amount ?? 0;
  // Without a tariff nothing is known of costs: that is not 0.
  const isPriced = runningCost !== undefined || costs.last !== null || bills.month > 0;
  const sum = (amount: number): JsonValue => (isPriced ? inCoins(amount + soFar, currency) : null);
  return new Map([
    ...sessionValues('session_', session, runningCost, nowMs),
    ...sessionValues('last_session_', lastSession, costs.last ?? undefined, nowMs),
    ['last_session_ended', lastSession?.endedAtMs == null ? null : isoTime(lastSession.endedAtMs)],
    ...mixValues('', '_today', today),
    ['cost_today', sum(bills.today)],
    ...mixValues('', '_month', month),
    ['cost_month', sum(bills.month)],
  ]);
}

function sessionValues(
  prefix: string,
  session: Session | null,
  cost: Cost | undefined,
  nowMs: number,
): readonly (readonly [string, JsonValue])[] {
  const durationMs = session === null ? null : (session.endedAtMs ?? nowMs) - session.startedAtMs;
  return [
    [`${prefix}id`, session?.id ?? null],
    [`${prefix}started`, session === null ? null : isoTime(session.startedAtMs)],
    [`${prefix}user`, session?.userId ?? null],
    [`${prefix}duration`, durationMs === null ? null : Math.max(0, Math.floor(durationMs / MINUTE_MS))],
    [`${prefix}cost`, session === null || cost === undefined ? null : inCoins(cost.amount, cost.currency)],
    ...mixValues(prefix, '', session),
  ];
}

function mixValues(
  prefix: string,
  suffix: string,
  mix: EnergyMix | null,
): readonly (readonly [string, JsonValue])[] {
  const wh = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));
  const hasEnergy = mix !== null && mix.energyWh > 0;
  return [
    [`${prefix}energy${suffix}`, wh(mix?.energyWh)],
    [`${prefix}solar${suffix}`, wh(mix?.solarWh)],
    [`${prefix}grid${suffix}`, wh(mix?.gridWh)],
    [`${prefix}battery${suffix}`, wh(mix?.batteryWh)],
    [`${prefix}solar_share${suffix}`, hasEnergy ? Math.round((mix.solarWh / mix.energyWh) * 100) : null],
  ];
}
