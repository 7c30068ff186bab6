import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearSkyPowerW, solarHour } from '../../src/simulator/sun.js';
import { DEFAULT_PLANT } from '../../src/simulator/world-options.js';
import { sunDirection } from '../../src/sun-direction.js';

const { latitudeDeg, longitudeDeg } = DEFAULT_PLANT;
const anyTime = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

/** The moment of 12 o'clock by the mean sun. */
function noon(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day, 12) - (longitudeDeg / 15) * 3_600_000;
}

function elevationDeg(timeMs: number): number {
  return (Math.asin(sunDirection(latitudeDeg, longitudeDeg, timeMs).up) * 180) / Math.PI;
}

describe('the sun', () => {
  test.each([
    ['midsummer', noon(2026, 5, 21), 90 - latitudeDeg + 23.44],
    ['midwinter', noon(2026, 11, 21), 90 - latitudeDeg - 23.44],
    ['equinox', noon(2026, 2, 20), 90 - latitudeDeg],
  ])('stands at noon of %s as high as the latitude says', (_, timeMs, expectedDeg) => {
    expect(elevationDeg(timeMs)).toBeGreaterThan(expectedDeg - 0.5);
    expect(elevationDeg(timeMs)).toBeLessThan(expectedDeg + 0.5);
  });

  test('its direction is a unit vector, east in the morning and west in the evening', () => {
    fc.assert(
      fc.property(anyTime, (timeMs) => {
        const { east, north, up } = sunDirection(latitudeDeg, longitudeDeg, timeMs);
        expect(Math.hypot(east, north, up)).toBeCloseTo(1, 9);
        const hour = solarHour(longitudeDeg, timeMs);
        if (hour > 1 && hour < 11) expect(east).toBeGreaterThan(0);
        if (hour > 13 && hour < 23) expect(east).toBeLessThan(0);
      }),
    );
  });

  test('gives power exactly while it is up, and never more than the modules can', () => {
    fc.assert(
      fc.property(anyTime, (timeMs) => {
        const powerW = clearSkyPowerW(DEFAULT_PLANT, timeMs);
        expect(powerW).toBeLessThan(DEFAULT_PLANT.peakW);
        expect(powerW > 0).toBe(elevationDeg(timeMs) > 0);
      }),
    );
  });

  test('modules to the east have their best hour in the morning, modules to the west in the afternoon', () => {
    const bestHour = (azimuthDeg: number) => {
      const hours = Array.from({ length: 24 }, (_, hour) => hour);
      const powersW = hours.map((hour) =>
        clearSkyPowerW(
          { ...DEFAULT_PLANT, azimuthDeg, tiltDeg: 60 },
          noon(2026, 5, 21) + (hour - 12) * 3_600_000,
        ),
      );
      return powersW.indexOf(Math.max(...powersW));
    };
    expect(bestHour(90)).toBeLessThan(11);
    expect(bestHour(270)).toBeGreaterThan(13);
  });
});
