import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearSky, type Location } from '../../src/surplus/clear-sky.js';

const FLAT: Location = { latitude: 0, longitude: 0, tilt: 0, azimuth: 180 };
const NOON_MS = Date.UTC(2026, 2, 20, 12, 7);
const HOUR_MS = 3_600_000;

describe('clear sky', () => {
  it.each([
    { hours: 0, expected: 1.037 },
    { hours: 3, expected: 0.716 },
    { hours: 5, expected: 0.228 },
    { hours: 6.1, expected: 0 },
    { hours: 12, expected: 0 },
  ])('$hours h from noon a flat roof gets $expected kW/m²', ({ hours, expected }) => {
    expect(clearSky(FLAT, NOON_MS + hours * HOUR_MS)).toBeCloseTo(expected, 2);
    expect(clearSky(FLAT, NOON_MS - hours * HOUR_MS)).toBeCloseTo(expected, 2);
  });

  it.each([
    { azimuth: 90, best: -3 },
    { azimuth: 270, best: 3 },
  ])('modules that face $azimuth° have their best hour $best h from noon', ({ azimuth, best }) => {
    const light = (hours: number) => clearSky({ ...FLAT, tilt: 45, azimuth }, NOON_MS + hours * HOUR_MS);
    expect(light(best)).toBeGreaterThan(light(-best) * 2);
    expect(light(best)).toBeGreaterThan(light(0));
  });

  it('is 0 at night, and never more than the sun gives', () => {
    const location = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      tilt: fc.double({ min: 0, max: 90, noNaN: true }),
      azimuth: fc.double({ min: 0, max: 360, noNaN: true }),
    });
    const time = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(location, time, (roof, atMs) => {
        const light = clearSky(roof, atMs);
        expect(light >= 0 && light < 1.2).toBe(true);
        expect(light > 0).toBe(clearSky({ ...roof, tilt: 0 }, atMs) > 0);
      }),
    );
  });
});
