import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHouseBattery } from '../../src/surplus/house-battery.js';
import type { BatteryReading } from '../../src/surplus/readings.js';
import { DEFAULT_SETTINGS, type SurplusSettings } from '../../src/surplus/settings.js';
import { meterReading, START_MS } from './fixtures.js';
import { createNativeHouse } from './native-house.js';

const reading = (gridPowerW: number, battery?: BatteryReading | 'silent') => ({
  ...meterReading(gridPowerW, START_MS),
  ...(battery !== undefined && { battery }),
});

const seenW = (
  battery: BatteryReading | 'silent' | undefined,
  settings: Partial<SurplusSettings> = {},
  gridPowerW = 0,
): number =>
  createHouseBattery().take(reading(gridPowerW, battery), { ...DEFAULT_SETTINGS, ...settings }).gridPowerW;

const CAR = { batteryPriority: 'car' } as const;
const UNTIL_80 = { batteryPriority: 'battery', batteryFirstUntilPercent: 80 } as const;

describe('the battery of the house', () => {
  it.each([
    ['battery first: what it charges with is not for the car', { powerW: -2000 }, {}, 0],
    ['car first: what it charges with is for the car', { powerW: -2000 }, CAR, -2000],
    ['below the level the battery comes first', { powerW: -2000, socPercent: 79 }, UNTIL_80, 0],
    ['from the level on the car comes first', { powerW: -2000, socPercent: 80 }, UNTIL_80, -2000],
    ['without a known level the battery comes first', { powerW: -2000 }, UNTIL_80, 0],
    ['battery first: what it gives is no surplus', { powerW: 1500 }, {}, 1500],
    ['car first: what it gives is no surplus', { powerW: 1500 }, CAR, 1500],
    ['above the level: what it gives is no surplus', { powerW: 1500, socPercent: 95 }, UNTIL_80, 1500],
    ['a silent one is left out', 'silent', CAR, 0],
    ['no battery', undefined, CAR, 0],
  ] as const)('%s', (_, battery, settings, expectedW) => {
    expect(seenW(battery, settings)).toBe(expectedW);
  });

  it('stays with the car until the battery has lost a little', () => {
    const battery = createHouseBattery();
    const settings = { ...DEFAULT_SETTINGS, ...UNTIL_80 };
    const seen = [79, 80, 78, 77, 76, 79].map(
      (socPercent) => battery.take(reading(0, { powerW: -1000, socPercent }), settings).gridPowerW,
    );
    expect(seen).toEqual([0, -1000, -1000, -1000, 0, 0]);
  });

  it('is no room below the limit of the house while it still charges', () => {
    const battery = createHouseBattery();
    battery.take(reading(0, { powerW: -3000 }), { ...DEFAULT_SETTINGS, ...CAR });
    expect([battery.yieldingW, battery.countedW]).toEqual([3000, -3000]);
    battery.take(reading(0, { powerW: 500 }), { ...DEFAULT_SETTINGS, ...CAR });
    expect(battery.yieldingW).toBe(0);
  });

  it('never makes more surplus of it than it charges with, and never any of what it gives', () => {
    const power = fc.integer({ min: -10_000, max: 10_000 });
    const settings = fc.record({
      batteryPriority: fc.constantFrom('battery', 'car'),
      batteryFirstUntilPercent: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(
        power,
        power,
        fc.integer({ min: 0, max: 100 }),
        settings,
        (gridW, powerW, socPercent, own) => {
          const batteryFirst = seenW({ powerW, socPercent }, { batteryFirstUntilPercent: 101 }, gridW);
          const seen = seenW({ powerW, socPercent }, own, gridW);
          expect(seen).toBeGreaterThanOrEqual(gridW - Math.max(0, -powerW));
          expect(seen).toBeLessThanOrEqual(batteryFirst);
          expect(seen - gridW).toBeGreaterThanOrEqual(Math.min(0, powerW));
          if (powerW >= 0) expect(seen).toBe(gridW + powerW);
        },
      ),
    );
  });
});

const TOPICS = {
  battery: {
    power: { topic: 'house/battery' },
    positive: 'discharging',
    staleMs: 60_000,
  },
  pv: { topic: 'house/pv' },
} as const;

/** A house whose battery takes up to 3 kW of what would be exported, and gives up to 3 kW of what would be imported. */
function batteryHouse(surplusW: number, settings: Partial<SurplusSettings>) {
  const house = createNativeHouse(() => surplusW, { settings, topics: TOPICS, charger: { amp: 16 } });
  const gainsW = { battery: 0 };
  function run(seconds: number) {
    return Array.from({ length: seconds }, () => {
      const { carW = 0, decision } = house.run(1)[0] ?? {};
      gainsW.battery = Math.max(-3000, Math.min(3000, carW - surplusW));
      house.surplusW = () => surplusW + gainsW.battery;
      house.tell('house/battery', String(gainsW.battery));
      return { carW, batteryW: gainsW.battery, code: decision?.reason.code, words: decision?.reason.words };
    });
  }
  return { house, run };
}

describe.each(['pv', 'min_pv', 'plan'] as const)('a house with a battery in %s', (mode) => {
  const leastW = mode === 'min_pv' ? 6 * 230 : 0;

  it('battery first: the car gets nothing that the battery takes', () => {
    const { run } = batteryHouse(2500, { mode });
    const last = run(1800).at(-1);
    expect(last?.carW).toBe(leastW);
  });

  it('car first: the car gets it, and the battery gives nothing', () => {
    const { run } = batteryHouse(2500, { mode, batteryPriority: 'car' });
    const seconds = run(1800);
    expect(seconds.at(-1)?.carW).toBeGreaterThan(2200);
    expect(seconds.slice(-300).reduce((sum, { batteryW }) => sum + batteryW, 0) / 300).toBeLessThan(200);
  });
});

describe('a battery that is emptied into the car', () => {
  it('ends it: what the battery gives is no surplus', () => {
    const { run } = batteryHouse(0, { mode: 'pv', batteryPriority: 'car' });
    expect(run(600).at(-1)).toMatchObject({ carW: 0, batteryW: 0 });
  });

  it('is said in words while the battery is silent', () => {
    const { house, run } = batteryHouse(2500, { mode: 'pv', batteryPriority: 'car' });
    run(600);
    const silent = house.run(120).at(-1)?.decision;
    expect(silent?.reason.words).toContain('battery is silent');
    expect(silent?.explanation.batteryW).toBeUndefined();
    expect(run(10).at(-1)?.words).not.toContain('silent');
  });
});

describe('mode native with a battery', () => {
  it.each([
    ['battery', -2000, 0],
    ['car', -2000, -2000],
    ['battery', 900, 900],
  ] as const)('%s first: %d W are told as %d W', (batteryPriority, powerW, toldW) => {
    const house = createNativeHouse(() => 0, { settings: { batteryPriority }, topics: TOPICS });
    house.tell('house/battery', String(powerW));
    house.tell('house/pv', '4321.4');
    house.run(10);
    expect(house.feeds.at(-1)?.data).toMatchObject({ pPv: 4321, pAkku: toldW });
  });
});
