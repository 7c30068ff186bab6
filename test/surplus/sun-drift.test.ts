import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChargeWay } from '../../src/surplus/charge-option.js';
import { clearSky, type Location } from '../../src/surplus/clear-sky.js';
import { DEFAULT_SETTINGS } from '../../src/surplus/settings.js';
import { createSunDrift } from '../../src/surplus/sun-drift.js';
import { createWayChoice } from '../../src/surplus/way-choice.js';
import { weightsOf } from '../../src/surplus/weights.js';

const PLACE: Location = { latitude: 51, longitude: 9, tilt: 30, azimuth: 180 };
const MIDNIGHT_MS = Date.UTC(2026, 2, 20);
const MINUTE_MS = 60_000;
const ROOF_W = 8000;
const LOAD_W = 300;

const RANGE = { minA: 6, maxA: 16, carMaxA: 16 };
const RANGES = { one: { ...RANGE, wattsPerA: 230 }, three: { ...RANGE, wattsPerA: 690 } };

const clearW = (atMs: number) => ROOF_W * clearSky(PLACE, atMs) - LOAD_W;

/** The drift at this hour (UTC) of a day that was clear and where so large a share of the light now comes through. */
function driftAt(hour: number, share = 1): number {
  const drift = createSunDrift(PLACE);
  for (let minute = 0; minute <= hour * 60; minute++) {
    const atMs = MIDNIGHT_MS + minute * MINUTE_MS;
    drift.take(atMs, clearW(atMs));
  }
  const lightW = ROOF_W * clearSky(PLACE, MIDNIGHT_MS + hour * 60 * MINUTE_MS);
  return drift.at(share * lightW - LOAD_W);
}

/** Which way is chosen out of the pause at this hour of a clear day. */
function choiceAt(hour: number, location?: Location): ChargeWay {
  const ways = createWayChoice(location);
  const nowMs = MIDNIGHT_MS + hour * 60 * MINUTE_MS;
  for (let atMs = nowMs - 180 * MINUTE_MS; atMs <= nowMs; atMs += 10_000) ways.take(atMs, clearW(atMs));
  const lost = { startS: 12, phaseSwitchS: 36 };
  const weights = weightsOf(DEFAULT_SETTINGS);
  const question = { from: 'off', ranges: RANGES, mayStop: true, weights, lost, nowMs } as const;
  return ways.choose({ ...question, expectedW: clearW(nowMs) }).way;
}

describe('the drift of the surplus with the sun', () => {
  it.each([
    { time: 'night', hour: 3, wattsPerMinute: 0 },
    { time: 'morning', hour: 8, wattsPerMinute: 25 },
    { time: 'noon', hour: 11.3, wattsPerMinute: 0 },
    { time: 'afternoon', hour: 15, wattsPerMinute: -27 },
    { time: 'dusk', hour: 17.4, wattsPerMinute: 0 },
  ])('in a clear $time: $wattsPerMinute W a minute', ({ hour, wattsPerMinute }) => {
    expect(Math.abs(driftAt(hour) - wattsPerMinute)).toBeLessThan(2);
  });

  it('is smaller under clouds, which are taken to stay', () => {
    expect(driftAt(15, 0.25) / driftAt(15)).toBeCloseTo(0.25, 1);
  });

  it('expects of a roof no more than it was seen to make, whatever feeds in at dawn', () => {
    const drift = createSunDrift(PLACE);
    const noonMs = MIDNIGHT_MS + 11.3 * 60 * MINUTE_MS;
    const dawnMs = MIDNIGHT_MS + (24 + 5.8) * 60 * MINUTE_MS;
    drift.take(noonMs, clearW(noonMs));
    drift.take(dawnMs, 5000);
    const driftW = drift.at(5000);
    const clearRiseW = clearW(dawnMs + 30 * MINUTE_MS) - clearW(dawnMs);
    expect(driftW).toBeGreaterThan(0);
    expect(30 * driftW).toBeLessThan(clearRiseW);
  });

  const readings = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -20_000, max: 20_000 })),
  );

  it('never takes more than the sun gives', () => {
    fc.assert(
      fc.property(readings, (all) => {
        const drift = createSunDrift(PLACE);
        let minute = 0;
        for (const [stepMin, slowW] of all) {
          minute += stepMin;
          drift.take(MIDNIGHT_MS + minute * MINUTE_MS, slowW);
          expect(30 * drift.at(slowW)).toBeGreaterThanOrEqual(-Math.max(0, slowW + LOAD_W) - 1e-6);
        }
      }),
    );
  });

  it('is none without a location', () => {
    fc.assert(
      fc.property(readings, (all) => {
        const drift = createSunDrift();
        for (const [minute, slowW] of all) {
          drift.take(MIDNIGHT_MS + minute * MINUTE_MS, slowW);
          expect(drift.at(slowW)).toBe(0);
        }
      }),
    );
  });
});

describe('the choice of ways with the course of the sun', () => {
  it.each([
    { time: 'morning', hour: 6.45, unknown: 'off', known: 'one' },
    { time: 'evening', hour: 16.55, unknown: 'one', known: 'off' },
  ])('with 1 kW in the $time: $unknown, and $known where the place is known', ({ hour, unknown, known }) => {
    expect(choiceAt(hour)).toBe(unknown);
    expect(choiceAt(hour, PLACE)).toBe(known);
  });
});
