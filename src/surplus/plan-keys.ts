import type { JsonValue } from '../json.js';
import type { PlanMemory, PlanState } from './plan-charging.js';

/** Keys by which a plan goes on after a restart. */
export const PLAN_KEYS: readonly string[] = [
  'plan_charged',
  'plan_started',
  'plan_deadline',
  'plan_counter',
  'car_power',
];

const isoOf = (ms: number | undefined): string | null =>
  ms === undefined ? null : new Date(ms).toISOString();

/** A plan as the values of the catalogue. */
export function valuesOfPlan(state: PlanState): ReadonlyMap<string, JsonValue> {
  return new Map<string, JsonValue>([
    ['plan_charged', Math.round(state.chargedWh)],
    ['plan_started', isoOf(state.startedMs)],
    ['plan_deadline', isoOf(state.deadlineMs)],
    ['plan_grid_from', isoOf(state.gridFromMs)],
    ['plan_counter', state.startedMs === undefined ? null : state.begin],
    ['car_power', state.carPowerW === undefined ? null : Math.round(state.carPowerW)],
  ]);
}

/** What an earlier run published of its plan. */
export function planMemoryOf(values: ReadonlyMap<string, JsonValue>): PlanMemory {
  const number = (key: string): number | undefined => {
    const value = values.get(key);
    return typeof value === 'number' ? value : undefined;
  };
  const moment = (key: string): number | undefined => {
    const ms = Date.parse(String(values.get(key)));
    return Number.isFinite(ms) ? ms : undefined;
  };
  const [startedMs, deadlineMs] = [moment('plan_started'), moment('plan_deadline')];
  const carPowerW = number('car_power');
  return {
    chargedWh: startedMs === undefined ? 0 : (number('plan_charged') ?? 0),
    begin: values.get('plan_counter') ?? null,
    ...(startedMs !== undefined && { startedMs }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(carPowerW !== undefined && { carPowerW }),
  };
}
