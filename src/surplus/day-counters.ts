import type { JsonValue } from '../json.js';
import { HOUR_MS } from '../time-spans.js';

/** A longer gap between two looks is a gap in knowledge: nothing is counted for it. */
const LONGEST_GAP_MS = 60_000;

/** What happened today; begins anew at midnight, local time. */
export interface DayCounters {
  /** Counts the time since the last look at these powers. @param gridW import positive; undefined: not known */
  look(nowMs: number, carW: number, gridW: number | undefined): void;
  countSetPoint(nowMs: number): void;
  countStart(nowMs: number): void;
  countPhaseSwitch(nowMs: number): void;
  values(): ReadonlyMap<string, JsonValue>;
}

export const COUNTERS = [
  'energy_sun_today',
  'energy_grid_today',
  'starts_today',
  'phase_switches_today',
  'set_points_today',
] as const;
type Counter = (typeof COUNTERS)[number];

/**
 * @param dayOf the local day of a moment, for example `2026-06-21`
 * @param before values of an earlier run, which go on if they are of today
 */
export function createDayCounters(
  dayOf: (ms: number) => string,
  before: ReadonlyMap<string, JsonValue> = new Map(),
): DayCounters {
  const counts = new Map<Counter, number>(COUNTERS.map((name) => [name, 0]));
  let day = typeof before.get('day') === 'string' ? String(before.get('day')) : undefined;
  let lastMs: number | undefined;
  for (const name of COUNTERS) {
    const value = before.get(name);
    if (typeof value === 'number') counts.set(name, value);
  }

  function add(name: Counter, amount: number, nowMs: number): void {
    turnDay(nowMs);
    counts.set(name, (counts.get(name) ?? 0) + amount);
  }

  function turnDay(nowMs: number): void {
    const today = dayOf(nowMs);
    if (day === today) return;
    day = today;
    for (const name of COUNTERS) counts.set(name, 0);
  }

  return {
    look(nowMs, carW, gridW) {
      turnDay(nowMs);
      const gapMs = lastMs === undefined ? 0 : nowMs - lastMs;
      lastMs = nowMs;
      if (gapMs <= 0 || gapMs > LONGEST_GAP_MS || gridW === undefined) return;
      const fromGridW = Math.min(carW, Math.max(0, gridW));
      const hours = gapMs / HOUR_MS;
      add('energy_grid_today', fromGridW * hours, nowMs);
      add('energy_sun_today', (carW - fromGridW) * hours, nowMs);
    },
    countSetPoint: (nowMs) => add('set_points_today', 1, nowMs),
    countStart: (nowMs) => add('starts_today', 1, nowMs),
    countPhaseSwitch: (nowMs) => add('phase_switches_today', 1, nowMs),
    values() {
      // The day comes last: counters of a day that is over are never kept under the next one's name.
      const values = new Map<string, JsonValue>();
      for (const [name, count] of counts) values.set(name, Math.round(count * 10) / 10);
      return values.set('day', day ?? null);
    },
  };
}
