import type { WriteAnswer } from '../devices/device.js';
import type { JsonValue } from '../json.js';
import { nextUtcTime, untilMsOf } from './plan-until.js';
import { readPrices } from './prices.js';
import type { PhasePolicy, SurplusSettings } from './settings.js';

type Values = ReadonlyMap<string, JsonValue>;

const POLICIES: Readonly<Record<string, PhasePolicy>> = { auto: 'auto', one: 1, three: 3 };

/** Settings that are published as they are: key on the wire → name in the program. */
const PLAIN = {
  mode: 'mode',
  hands_off: 'handsOff',
  profile: 'profile',
  target_grid_power: 'targetGridPowerW',
  min_current: 'minCurrentA',
  max_current: 'maxCurrentA',
  import_price: 'importPricePerKwh',
  feed_in_price: 'feedInPricePerKwh',
  priority: 'priority',
  battery_priority: 'batteryPriority',
  battery_first_until: 'batteryFirstUntilPercent',
  min_on_time: 'minOnS',
  min_off_time: 'minOffS',
  min_phase_time: 'minPhaseS',
  meter_hold_time: 'meterHoldS',
  meter_minimum_time: 'meterMinimumS',
  fail_safe: 'failSafe',
  fail_safe_time: 'failSafeS',
} as const satisfies Record<string, keyof SurplusSettings>;

/** Settings that may be absent; `null` on the wire. */
const OPTIONAL = {
  car_energy_value: 'carEnergyValuePerKwh',
  house_limit: 'houseLimitW',
  house_limit_current: 'houseLimitA',
  plan_energy: 'planEnergyWh',
  plan_until: 'planUntil',
  prices: 'prices',
} as const satisfies Record<string, keyof SurplusSettings>;

/** Settings as the values of the catalogue. */
export function valuesOfSettings(settings: SurplusSettings): Values {
  const values = new Map<string, JsonValue>();
  for (const [key, name] of Object.entries(PLAIN)) values.set(key, settings[name]);
  for (const [key, name] of Object.entries(OPTIONAL)) values.set(key, settings[name] ?? null);
  const policy = Object.entries(POLICIES).find(([, each]) => each === settings.phasePolicy);
  values.set('phase_policy', policy?.[0] ?? 'auto');
  return values;
}

/** Settings that no row can check: they have a grammar of their own, or do not go together. */
export function refusals(values: Values): ReadonlyMap<string, WriteAnswer> {
  const refused = new Map<string, WriteAnswer>();
  const until = values.get('plan_until');
  if (typeof until === 'string' && untilMsOf(until, 0, nextUtcTime) === undefined) {
    const reason = 'a time of day such as 07:00, or a moment with its zone such as 2026-06-21T07:00:00+02:00';
    refused.set('plan_until', { ok: false, reason: `expected ${reason}` });
  }
  const prices = values.get('prices') ?? null;
  if (prices !== null && readPrices(prices) === undefined) {
    const reason = 'expected entries {"start", "end", "price"} with times in ISO 8601 with zone';
    refused.set('prices', { ok: false, reason });
  }
  if (values.get('hands_off') === true && (values.get('mode') ?? 'off') !== 'off')
    refused.set('hands_off', { ok: false, reason: 'choosing a mode ends it: ask for one of the two' });
  return refused;
}

/** Settings with these values, which the catalogue has checked, instead of what they were. */
export function changedSettings(settings: SurplusSettings, values: Values): SurplusSettings {
  const changed: Record<string, unknown> = { ...settings };
  for (const [key, name] of Object.entries(PLAIN)) if (values.has(key)) changed[name] = values.get(key);
  for (const [key, name] of Object.entries(OPTIONAL)) {
    if (!values.has(key)) continue;
    if (values.get(key) === null) delete changed[name];
    else changed[name] = values.get(key);
  }
  const policy = POLICIES[String(values.get('phase_policy'))];
  if (policy !== undefined) changed['phasePolicy'] = policy;
  return changed as unknown as SurplusSettings;
}
