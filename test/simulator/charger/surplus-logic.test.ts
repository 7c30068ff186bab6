import { describe, expect, test } from 'vitest';
import { initialSettings } from '../../../src/simulator/charger/settings.js';
import { NO_SURPLUS, type SurplusLogic, stepSurplus } from '../../../src/simulator/charger/surplus-logic.js';

const SETTINGS = { ...initialSettings(22), psm: 0 };

interface Stretch {
  readonly seconds: number;
  /** Import positive. */
  readonly gridW: number;
  readonly chargingW?: number;
  /** Discharging positive. */
  readonly batteryW?: number;
}

/** Feeds data every second and gives the logic at the end of each stretch. */
function run(stretches: readonly Stretch[], settings = SETTINGS): SurplusLogic[] {
  let logic = NO_SURPLUS;
  let second = 0;
  return stretches.map(({ seconds, gridW, chargingW = 0, batteryW = 0 }) => {
    for (let n = 0; n < seconds; n++) {
      logic = { ...logic, data: { gridW, pvW: 0, batteryW }, receivedAtS: second };
      logic = stepSurplus(logic, second++, chargingW, settings);
    }
    return logic;
  });
}

describe('surplus charging of the charger itself', () => {
  test('starts at the starting power and takes what the surplus gives', () => {
    const [before, after] = run([
      { seconds: 60, gridW: -1300 },
      { seconds: 90, gridW: -6210 },
    ]);
    expect(before?.currentA).toBeNull();
    expect(after?.currentA).toBe(9);
  });

  test.each([
    [0, 10],
    [1, 9],
    [2, 9],
  ])('rounding mode %i turns 9.3 A into %i A', (frm, amps) => {
    expect(run([{ seconds: 5, gridW: -9.3 * 690 }], { ...SETTINGS, frm })[0]?.currentA).toBe(amps);
  });

  test('counts what the car already takes', () => {
    expect(run([{ seconds: 5, gridW: 0, chargingW: 6900 }])[0]?.currentA).toBe(10);
  });

  test.each([
    ['what it charges with', -2070, 10],
    ['not what it gives', 690, 6],
  ])('of the battery, the car gets %s', (_, batteryW, amps) => {
    expect(run([{ seconds: 5, gridW: -4830, batteryW }])[0]?.currentA).toBe(amps);
  });

  test('a grid target below zero leaves some export', () => {
    expect(run([{ seconds: 5, gridW: -6900 }], { ...SETTINGS, pgt: -690 })[0]?.currentA).toBe(9);
  });

  test('stops below the starting power less the hysteresis, but not before the minimum charge time', () => {
    const [early, late] = run([
      { seconds: 250, gridW: -5000 },
      { seconds: 200, gridW: 500 },
    ]);
    expect(early?.currentA).toBe(7);
    expect(late?.currentA).toBeNull();
    const [, stillOn] = run([
      { seconds: 200, gridW: -5000 },
      { seconds: 90, gridW: 500 },
    ]);
    expect(stillOn?.currentA).toBe(6);
  });

  test('takes one phase below the switching level when the wish has lasted, and goes back not before the wait is over', () => {
    const [soon, one, waiting, three] = run([
      { seconds: 100, gridW: -2300 },
      { seconds: 60, gridW: -2300 },
      { seconds: 500, gridW: -6900 },
      { seconds: 150, gridW: -6900 },
    ]);
    expect([soon?.phases, one?.phases, waiting?.phases, three?.phases]).toEqual([3, 1, 1, 3]);
    expect(one?.currentA).toBe(10);
  });

  test('data older than ten seconds is dropped', () => {
    const [fed] = run([{ seconds: 20, gridW: -6900 }]);
    const later = (second: number) => stepSurplus(fed ?? NO_SURPLUS, second, 0, SETTINGS);
    expect(later(29).currentA).toBe(10);
    expect(later(30)).toMatchObject({ data: null, average: null, currentA: null, receivedAtS: 19 });
  });
});
