import { describe, expect, it } from 'vitest';
import { readMeter } from '../../src/surplus/readings.js';
import type { SurplusMode } from '../../src/surplus/settings.js';
import { START_MS } from './fixtures.js';
import { createSmallHouse, type Second } from './small-house.js';

const last = (seconds: readonly Second[]) => seconds.at(-1);
const LEAST_W = 6 * 3 * 230;

describe('the limit of the house while nobody knows what it draws', () => {
  it.each(['fast', 'pv', 'min_pv', 'plan'] as const)('leaves at most the least current in %s', (mode) => {
    const plan = { planEnergyWh: 50_000, planUntil: new Date(START_MS + 3_600_000).toISOString() };
    const house = createSmallHouse(() => 9000, { mode, houseLimitW: 14_000, ...plan });
    expect(last(house.run(300))?.carW).toBeGreaterThan(LEAST_W);
    house.meter = 'silent';
    const silent = house.run(400).slice(25);
    expect(Math.max(...silent.map(({ carW }) => carW))).toBeLessThanOrEqual(LEAST_W);
    expect(last(silent)?.decision.reason.words).toContain('What the house draws is not known');
    house.meter = 'fine';
    const back = last(house.run(300));
    expect(back?.carW).toBeGreaterThan(LEAST_W);
    expect(back?.decision.reason.words).not.toContain('not known');
  });

  it('leaves nothing when the highest draw that was seen has no room for it', () => {
    const house = createSmallHouse((s) => (s > 100 && s < 200 ? -9000 : -500), {
      mode: 'fast',
      houseLimitW: 10_000,
    });
    expect(last(house.run(1200))?.carW).toBeGreaterThan(LEAST_W);
    house.meter = 'silent';
    expect(last(house.run(60))?.carW).toBe(0);
  });

  it('leaves the least current when no reading has ever come', () => {
    const house = createSmallHouse(() => 0, { mode: 'fast', houseLimitW: 14_000 });
    house.meter = 'silent';
    expect(last(house.run(300))?.carW).toBe(LEAST_W);
  });

  it('bounds a current that somebody else has set', () => {
    const house = createSmallHouse(() => 9000, { houseLimitW: 14_000 });
    house.run(300);
    house.knobs.amp = 15;
    expect(last(house.run(30))).toMatchObject({ carA: 15, decision: { reason: { code: 'knob_turned' } } });
    house.meter = 'silent';
    expect(last(house.run(60))).toMatchObject({ carA: 6, decision: { reason: { code: 'knob_turned' } } });
  });

  it('does not bind a house without a limit', () => {
    const house = createSmallHouse(() => 0, { mode: 'fast' });
    house.run(100);
    house.meter = 'silent';
    expect(last(house.run(300))?.carW).toBe(3 * 16 * 230);
  });
});

describe('the limit of the house', () => {
  it('rests on the surplus of now, also when the mode does not follow it', () => {
    const house = createSmallHouse((s) => (s < 600 ? 6000 : -3000), { houseLimitW: 8000 });
    house.run(600);
    house.core.change({ ...house.core.settings, mode: 'fast' }, true);
    const drawn = house.run(600).slice(60);
    expect(Math.max(...drawn.map(({ carW }) => carW + 3000))).toBeLessThanOrEqual(8000);
  });

  it('is not widened by the owner’s target', () => {
    const house = createSmallHouse(() => -1000, { mode: 'fast', houseLimitW: 6000, targetGridPowerW: 3000 });
    const drawn = house.run(600).slice(60);
    expect(Math.max(...drawn.map(({ carW }) => carW + 1000))).toBeLessThanOrEqual(6000);
  });
});

describe('the limit of a phase', () => {
  function startWith(mode: SurplusMode, loadsA: (s: number) => readonly [number, number, number]) {
    const house = createSmallHouse(() => 9000, { mode, houseLimitA: 32, phasePolicy: 3 });
    house.phasesA = loadsA;
    return house;
  }

  it.each(['fast', 'pv', 'min_pv'] as const)('holds on the worst phase in %s', (mode) => {
    const house = startWith(mode, (s) => [2, s < 300 ? 10 : 22, 5]);
    expect(last(house.run(300))?.carA).toBeGreaterThanOrEqual(13);
    const loaded = house.run(120);
    expect(Math.max(...loaded.slice(15).map(({ carA }) => carA))).toBeLessThanOrEqual(10);
  });

  it('pauses when it leaves less than the least current, and comes back a minute after', () => {
    const house = startWith('fast', (s) => [2, s > 300 && s < 600 ? 30 : 3, 5]);
    expect(last(house.run(300))?.carA).toBe(16);
    const paused = last(house.run(290));
    expect(paused).toMatchObject({ carA: 0, decision: { reason: { code: 'no_limit_left' } } });
    expect(last(house.run(50))?.carA).toBe(0);
    expect(last(house.run(60))?.carA).toBe(16);
  });

  it('leaves the least current where the meter does not measure phases', () => {
    const house = createSmallHouse(() => 9000, { mode: 'fast', houseLimitA: 32 });
    expect(last(house.run(300))?.carA).toBe(6);
  });
});

describe('phases of a meter', () => {
  it.each([
    { what: 'signed powers', values: { '36.7.0': 2300, '56.7.0': -460, '76.7.0': 0 }, amps: [10, -2, 0] },
    {
      what: 'powers of each direction, and voltages',
      values: { '21.7.0': 2400, '22.7.0': 0, '32.7.0': 240, '42.7.0': 920 },
      amps: [10, -4],
    },
    {
      what: 'currents with and without a direction',
      values: { '31.7.0': 5, '36.7.0': -1100, '51.7.0': 7 },
      amps: [-5, 7],
    },
    { what: 'nothing', values: {}, amps: undefined },
    {
      what: 'nothing, when one of them is missing now',
      values: { '31.7.0': 5, '51.7.0': 7, missing: { '31.7.0': '2026-06-21T10:00:00.000Z' } },
      amps: undefined,
    },
  ])('are read from $what', ({ values, amps }) => {
    expect(readMeter({ '1.7.0': 100, ...values }, START_MS)?.phaseCurrentsA).toEqual(amps);
  });

  it('take no power for one of now that the meter no longer sends', () => {
    const missing = { '1.7.0': '2026-06-21T10:00:00.000Z' };
    expect(readMeter({ '1.7.0': 100, missing }, START_MS)).toBeUndefined();
  });
});
