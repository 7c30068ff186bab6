import { DAY_MS } from './time-spans.js';

const RAD = Math.PI / 180;
/** 1 January 2000, 12:00 UTC, from which the almanac's formulas count their days. */
const J2000_MS = Date.UTC(2000, 0, 1, 12);

/** A unit vector. */
export interface Direction {
  readonly east: number;
  readonly north: number;
  readonly up: number;
}

/**
 * Direction of the sun; the low-precision formulas of the Astronomical Almanac (0.01° from 1950 to 2050).
 * @param latitudeDeg north positive
 * @param longitudeDeg east positive
 */
export function sunDirection(latitudeDeg: number, longitudeDeg: number, timeMs: number): Direction {
  const days = (timeMs - J2000_MS) / DAY_MS;
  const anomaly = (357.528 + 0.9856003 * days) * RAD;
  const longitude =
    (280.46 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RAD;
  const obliquity = (23.439 - 4e-7 * days) * RAD;
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
  const sinDeclination = Math.sin(obliquity) * Math.sin(longitude);
  const cosDeclination = Math.sqrt(1 - sinDeclination ** 2);
  const siderealDeg = 15 * (18.697374558 + 24.06570982441908 * days);
  const hourAngle = (siderealDeg + longitudeDeg) * RAD - rightAscension;
  const [sinLatitude, cosLatitude] = [Math.sin(latitudeDeg * RAD), Math.cos(latitudeDeg * RAD)];
  return {
    east: -cosDeclination * Math.sin(hourAngle),
    north: cosLatitude * sinDeclination - sinLatitude * cosDeclination * Math.cos(hourAngle),
    up: sinLatitude * sinDeclination + cosLatitude * cosDeclination * Math.cos(hourAngle),
  };
}
