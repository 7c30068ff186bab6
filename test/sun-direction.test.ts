import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sunDirection } from '../src/sun-direction.js';

const DEGREE = Math.PI / 180;

function elevationDeg(latitude: number, longitude: number, atMs: number): number {
  return Math.asin(sunDirection(latitude, longitude, atMs).up) / DEGREE;
}

function azimuthDeg(latitude: number, longitude: number, atMs: number): number {
  const { east, north } = sunDirection(latitude, longitude, atMs);
  return (Math.atan2(east, north) / DEGREE + 360) % 360;
}

const utc = (text: string) => Date.parse(`${text}Z`);

describe('the direction of the sun', () => {
  it('is that of the worked example of the Solar Position Algorithm (NREL/TP-560-34302)', () => {
    const example = [39.742476, -105.1786, utc('2003-10-17T19:30:30')] as const;
    expect(elevationDeg(...example)).toBeCloseTo(90 - 50.116, 1);
    expect(azimuthDeg(...example)).toBeCloseTo(194.34, 1);
  });

  it.each([
    { place: 'the equator, noon of an equinox', at: [0, 0, '2026-03-20T12:07'], degrees: 89.9 },
    { place: 'the northern tropic, noon of midsummer', at: [23.44, 0, '2026-06-21T12:02'], degrees: 90 },
    { place: 'Sydney, noon of its midsummer', at: [-33.87, 151.21, '2026-12-21T01:53'], degrees: 79.6 },
    { place: 'Berlin, noon of midwinter', at: [52.52, 13.405, '2026-12-21T11:05'], degrees: 14 },
    { place: 'Tromsø, noon of the polar night', at: [69.65, 18.96, '2026-12-21T10:42'], degrees: -3.1 },
    { place: 'Tromsø, midnight of midsummer', at: [69.65, 18.96, '2026-06-21T22:46'], degrees: 3.1 },
  ] as const)('$place: $degrees° high', ({ at: [latitude, longitude, time], degrees }) => {
    expect(Math.abs(elevationDeg(latitude, longitude, utc(time)) - degrees)).toBeLessThan(0.2);
  });

  /** Almanacs give sunrise and sunset for a sun whose middle stands 0.83° below the horizon. */
  it.each([
    { event: 'sunrise in London', at: [51.507, -0.128, '2026-06-21T03:43'] },
    { event: 'sunset in London', at: [51.507, -0.128, '2026-06-21T20:21'] },
    { event: 'sunrise in Berlin', at: [52.52, 13.405, '2026-12-21T07:15'] },
    { event: 'sunset in Berlin', at: [52.52, 13.405, '2026-12-21T14:54'] },
  ] as const)('$event', ({ at: [latitude, longitude, time] }) => {
    expect(Math.abs(elevationDeg(latitude, longitude, utc(time)) + 0.83)).toBeLessThan(0.2);
  });

  it('is a unit vector everywhere and always', () => {
    const latitude = fc.double({ min: -90, max: 90, noNaN: true });
    const longitude = fc.double({ min: -180, max: 180, noNaN: true });
    const time = fc.integer({ min: 0, max: utc('2100-01-01T00:00') });
    fc.assert(
      fc.property(latitude, longitude, time, (...at) => {
        const { east, north, up } = sunDirection(...at);
        expect(Math.hypot(east, north, up)).toBeCloseTo(1, 9);
      }),
    );
  });
});
