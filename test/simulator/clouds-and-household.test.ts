import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClouds, WEATHERS } from '../../src/simulator/clouds.js';
import { createHousehold } from '../../src/simulator/household.js';
import { createRandom } from '../../src/simulator/random.js';

function shares(weather: (typeof WEATHERS)[number], seed: number, seconds = 3600): number[] {
  const clouds = createClouds(weather, createRandom(seed, 'clouds'));
  return Array.from({ length: seconds }, () => clouds.next());
}

function loadsW(seed: number, fromHour: number, seconds: number): number[] {
  const household = createHousehold(createRandom(seed, 'household'));
  return Array.from({ length: seconds }, (_, s) => household.next((fromHour + s / 3600) % 24));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('clouds', () => {
  test.each(WEATHERS)('%s: a share of the clear sky, never negative, hardly above one', (weather) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const all = shares(weather, seed, 600);
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0.02);
        expect(Math.max(...all)).toBeLessThanOrEqual(1.1);
      }),
      { numRuns: 20 },
    );
  });

  test('a clear sky is bright and steady, an overcast one dark, a broken one goes up and down', () => {
    expect(mean(shares('clear', 1))).toBeGreaterThan(0.95);
    expect(mean(shares('overcast', 1))).toBeLessThan(0.35);
    const broken = shares('broken', 1);
    expect(Math.max(...broken) - Math.min(...broken)).toBeGreaterThan(0.4);
  });

  test('a broken sky begins bright, so that the first look shows sun', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(Math.min(...shares('broken', seed, 100))).toBeGreaterThan(0.95);
      }),
    );
  });
});

describe('the household', () => {
  test('always draws something, and never more than its appliances can', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(23), (seed, hour) => {
        const all = loadsW(seed, hour, 900);
        expect(Math.min(...all)).toBeGreaterThanOrEqual(40);
        expect(Math.max(...all)).toBeLessThan(16_000);
      }),
      { numRuns: 20 },
    );
  });

  test('uses a few kilowatt-hours a day, more in the evening than at night', () => {
    const dayKwh = loadsW(1, 0, 86_400).reduce((sum, powerW) => sum + powerW, 0) / 3_600_000;
    expect(dayKwh).toBeGreaterThan(5);
    expect(dayKwh).toBeLessThan(20);
    expect(mean(loadsW(1, 19.5, 7200))).toBeGreaterThan(mean(loadsW(1, 2, 7200)) + 150);
  });

  test('moves every second', () => {
    const all = loadsW(1, 10, 100);
    expect(new Set(all.map(Math.round)).size).toBeGreaterThan(30);
  });
});
