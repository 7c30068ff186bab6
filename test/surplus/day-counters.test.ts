import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/json.js';
import { createDayCounters } from '../../src/surplus/day-counters.js';

const NOON = Date.UTC(2026, 5, 21, 12);
const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

describe('createDayCounters', () => {
  it('tells the energy of the sun from that of the grid', () => {
    const counters = createDayCounters(utcDay);
    for (let s = 0; s <= 3600; s++) counters.look(NOON + s * 1000, 4000, s <= 1800 ? -500 : 1000);
    const values = counters.values();
    expect(values.get('energy_grid_today')).toBeCloseTo(500, 0);
    expect(values.get('energy_sun_today')).toBeCloseTo(3500, 0);
  });

  it('counts nothing for times of which nothing is known', () => {
    const counters = createDayCounters(utcDay);
    counters.look(NOON, 4000, 0);
    counters.look(NOON + 3_600_000, 4000, 0);
    counters.look(NOON + 3_601_000, 4000, undefined);
    counters.look(NOON + 3_500_000, 4000, 0);
    expect(counters.values().get('energy_sun_today')).toBe(0);
  });

  it('begins anew at midnight', () => {
    const counters = createDayCounters(utcDay);
    counters.countStart(NOON);
    counters.countSetPoint(NOON);
    counters.countPhaseSwitch(NOON + 86_400_000);
    expect(Object.fromEntries(counters.values())).toEqual({
      day: '2026-06-22',
      energy_sun_today: 0,
      energy_grid_today: 0,
      starts_today: 0,
      phase_switches_today: 1,
      set_points_today: 0,
    });
  });

  it('goes on where an earlier run of the same day ended, and only then', () => {
    const before = new Map<string, JsonValue>([
      ['day', '2026-06-21'],
      ['starts_today', 3],
    ]);
    const counters = createDayCounters(utcDay, before);
    counters.countStart(NOON);
    expect(counters.values().get('starts_today')).toBe(4);
    const nextDay = createDayCounters(utcDay, before);
    nextDay.countStart(NOON + 86_400_000);
    expect(nextDay.values().get('starts_today')).toBe(1);
  });
});
