import { describe, expect, it } from 'vitest';
import { planMemoryOf, valuesOfPlan } from '../../src/surplus/plan-keys.js';
import type { SurplusSettings } from '../../src/surplus/settings.js';
import { START_MS } from './fixtures.js';
import { createSmallHouse, type Second } from './small-house.js';

const inMinutes = (minutes: number) => new Date(START_MS + minutes * 60_000).toISOString();

/** 2 kWh in two hours; the small house's car takes 11 kW at full speed. */
const PLAN: Partial<SurplusSettings> = { mode: 'plan', planEnergyWh: 2000, planUntil: inMinutes(120) };

const chargedWh = (seconds: readonly Second[]) => seconds.reduce((sum, { carW }) => sum + carW / 3600, 0);
const codes = (seconds: readonly Second[]) => [
  ...new Set(seconds.map((second) => second.decision.reason.code)),
];

describe('plan', () => {
  it('waits for sun in the dark, then takes the rest from the grid in time', () => {
    const house = createSmallHouse(() => -300, PLAN);
    const waiting = house.run(3600);
    expect(chargedWh(waiting)).toBe(0);
    expect(codes(waiting).at(-1)).toBe('plan_waiting');
    const seconds = house.run(3600);
    expect(codes(seconds)).toEqual(expect.arrayContaining(['plan_waiting', 'plan_grid', 'plan_done']));
    expect(chargedWh(seconds)).toBeGreaterThanOrEqual(2000);
    expect(chargedWh(seconds)).toBeLessThan(2100);
    expect(house.run(600).at(-1)?.carW).toBe(0);
  });

  it('needs no grid where the sun suffices, and goes on with surplus afterwards', () => {
    const house = createSmallHouse(() => 2300, PLAN);
    const seconds = house.run(7200);
    expect(codes(seconds)).not.toContain('plan_grid');
    expect(codes(seconds)).toContain('plan_surplus');
    expect(seconds.at(-1)?.decision.reason.code).toBe('plan_done');
    expect(seconds.at(-1)?.carW).toBe(2300);
  });

  /** 10 kWh in four hours: from the grid two and three quarters on one phase, less than one on three. */
  const LONG = { ...PLAN, planEnergyWh: 10_000, planUntil: inMinutes(240) };
  const minutesOf = (seconds: readonly Second[], code: string) =>
    seconds.filter(({ decision }) => decision.reason.code === code).length / 60;

  it('lets go of the grid once it has seen how fast the car charges, and is ready in time all the same', () => {
    const house = createSmallHouse(() => -300, LONG);
    const begin = house.run(150 * 60);
    expect(minutesOf(begin, 'plan_grid')).toBeGreaterThan(0.5);
    expect(minutesOf(begin, 'plan_grid')).toBeLessThan(3);
    expect(begin.at(-1)).toMatchObject({ carW: 0, decision: { reason: { code: 'plan_waiting' } } });
    const rest = house.run(90 * 60);
    expect(chargedWh(begin) + chargedWh(rest)).toBeGreaterThanOrEqual(10_000);
    expect(codes(rest)).not.toContain('plan_late');
    expect(house.writes.filter(({ setPoint }) => setPoint.frc === 2)).toHaveLength(2);
  });

  it.each([
    { what: 'a later time', change: { planUntil: inMinutes(600) } },
    { what: 'less energy', change: { planEnergyWh: 4000 } },
  ])('lets go of the grid for $what', ({ change }) => {
    const house = createSmallHouse(() => -300, { ...LONG, phasePolicy: 1 });
    house.run(90 * 60);
    expect(house.run(1).at(-1)?.decision.reason.code).toBe('plan_grid');
    house.core.change({ ...house.core.settings, ...change }, false);
    expect(house.run(120).at(-1)).toMatchObject({ carW: 0, decision: { reason: { code: 'plan_waiting' } } });
  });

  it('does not let go for a few minutes', () => {
    const house = createSmallHouse(() => -300, { ...LONG, phasePolicy: 1 });
    house.run(90 * 60);
    house.core.change({ ...house.core.settings, planEnergyWh: 9000 }, false);
    expect(codes(house.run(120 * 60))).toEqual(['plan_grid']);
  });

  it('takes the cheapest hour', () => {
    const prices = [30, 10, 30].map((price, index) => ({
      start: inMinutes(index * 20),
      end: inMinutes(index * 20 + 20),
      price,
    }));
    const house = createSmallHouse(() => -300, { ...PLAN, prices });
    expect(chargedWh(house.run(20 * 60))).toBe(0);
    expect(chargedWh(house.run(20 * 60))).toBeGreaterThan(1500);
  });

  it('is late, says so, and charges on until the energy is there', () => {
    const house = createSmallHouse(() => -300, { ...PLAN, planEnergyWh: 4000, planUntil: inMinutes(10) });
    const seconds = house.run(1800);
    expect(codes(seconds)).toContain('plan_late');
    expect(chargedWh(seconds)).toBeGreaterThanOrEqual(4000);
    expect(seconds.at(-1)?.decision.reason.code).toBe('plan_done');
  });

  it('needs no meter for the help of the grid, and keeps to the limit of the house', () => {
    const house = createSmallHouse(() => -1000, { ...PLAN, planUntil: inMinutes(30), houseLimitW: 6000 });
    const seconds = house.run(900);
    expect(Math.max(...seconds.slice(60).map(({ carW }) => carW + 1000))).toBeLessThanOrEqual(6000);
    const other = createSmallHouse(() => 0, { ...PLAN, planUntil: inMinutes(10) });
    other.meter = 'silent';
    expect(chargedWh(other.run(600))).toBeGreaterThan(1500);
  });

  it.each([
    { settings: { mode: 'plan' } },
    { settings: { ...PLAN, planUntil: inMinutes(-1) } },
    { settings: { mode: 'plan', planEnergyWh: 5000 } },
  ] as const)('is surplus charging as long as there is nothing to plan: $settings', ({ settings }) => {
    const seconds = createSmallHouse(() => 2300, settings).run(1800);
    expect(seconds.at(-1)).toMatchObject({ carW: 2300, decision: { reason: { code: 'plan_unset' } } });
  });

  it('begins anew with the next plug-in, and when the mode is chosen', () => {
    const house = createSmallHouse(() => 2300, PLAN);
    house.run(1800);
    const plan = () => house.run(1).at(-1)?.decision.explanation.plan;
    expect(plan()?.chargedWh).toBeGreaterThan(800);
    house.car = 'away';
    house.run(10);
    expect(plan()?.startedMs).toBeUndefined();
    house.car = 'plugged';
    house.run(1);
    expect(plan()).toMatchObject({ chargedWh: 0, deadlineMs: START_MS + 7_200_000 });
    house.run(1800);
    house.core.change(house.core.settings, true);
    expect(plan()?.chargedWh).toBeLessThan(5);
  });

  it('goes on after a restart of the program with what was kept', () => {
    const house = createSmallHouse(() => 2300, PLAN);
    const last = house.run(1800).at(-1)?.decision.explanation.plan;
    const planMemory = planMemoryOf(valuesOfPlan(last ?? { chargedWh: 0, begin: null }));
    const next = createSmallHouse(() => 2300, PLAN, { planMemory });
    const plan = next.run(10).at(-1)?.decision.explanation.plan;
    expect(plan?.startedMs).toBe(START_MS);
    expect(plan?.chargedWh).toBeGreaterThan(800);
  });
});
