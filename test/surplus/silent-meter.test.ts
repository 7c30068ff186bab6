import { describe, expect, it } from 'vitest';
import { createSmallHouse } from './small-house.js';

describe('a silent meter', () => {
  it('holds, goes to the minimum, pauses, and comes back', () => {
    const house = createSmallHouse(() => 3000, { meterMinimumS: 30 });
    house.run(600);
    house.meter = 'silent';
    const codes = [...new Set(house.run(120).map((second) => second.decision.reason.code))];
    expect(codes.filter((code) => code.startsWith('meter'))).toEqual([
      'meter_hold',
      'meter_minimum',
      'meter_pause',
    ]);
    expect(house.run(1).at(-1)?.carW).toBe(0);
    house.meter = 'fine';
    expect(house.run(300).at(-1)?.carW).toBe(13 * 230);
  });

  it('risks little in a long silence: the minimum of one phase', () => {
    const house = createSmallHouse(() => 8300);
    house.run(600);
    house.meter = 'silent';
    const minimums = house.run(300).map((second) => second.carW);
    expect(minimums).toContain(6 * 3 * 230);
    expect(minimums.at(-1)).toBe(6 * 230);
    expect(house.run(500).at(-1)?.carW).toBe(0);
  });

  it('pauses soon when nothing may come from the grid', () => {
    const house = createSmallHouse(() => 8300, { profile: 'never_import' });
    house.run(600);
    house.meter = 'silent';
    expect(house.run(60).at(-1)?.carW).toBe(0);
  });

  it.each([
    { phasePolicy: 3, least: 6 * 3 * 230 },
    { phasePolicy: 1, least: 6 * 230 },
  ] as const)('keeps the phases that the owner chose: $phasePolicy', ({ phasePolicy, least }) => {
    const house = createSmallHouse(() => 8300, { phasePolicy });
    house.run(600);
    house.meter = 'silent';
    expect(house.run(300).at(-1)?.carW).toBe(least);
  });

  it.each([
    { when: 'from the beginning', before: 0 },
    { when: 'for a while', before: 120 },
  ])('starts in min_pv a car that is plugged in while it has been silent $when', ({ before }) => {
    const house = createSmallHouse(() => -300, { mode: 'min_pv' });
    house.car = 'away';
    house.run(before);
    house.meter = 'silent';
    house.run(before);
    house.car = 'plugged';
    const last = house.run(90).at(-1);
    expect(last).toMatchObject({ carW: 6 * 230, decision: { reason: { code: 'meter_minimum' } } });
    expect(house.run(1200).at(-1)?.carW).toBe(6 * 230);
  });

  it('starts in min_pv on three phases where the owner allows no other', () => {
    const house = createSmallHouse(() => -300, { mode: 'min_pv', phasePolicy: 3 });
    house.meter = 'silent';
    expect(house.run(90).at(-1)?.carW).toBe(6 * 3 * 230);
  });

  it.each([
    { settings: { mode: 'pv' }, code: 'meter_pause' },
    { settings: { mode: 'min_pv', houseLimitW: 1200 }, code: 'no_limit_left' },
  ] as const)('starts nothing with $settings', ({ settings, code }) => {
    const house = createSmallHouse(() => -300, settings);
    house.meter = 'silent';
    expect(house.run(600).at(-1)).toMatchObject({ carW: 0, decision: { reason: { code } } });
  });
});
