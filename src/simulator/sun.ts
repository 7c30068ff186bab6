import { sunDirection } from '../sun-direction.js';
import { HOUR_MS } from '../time-spans.js';

/** Where the modules are and how they lie. */
export interface SolarPlant {
  /** North positive, −66 to 66. */
  readonly latitudeDeg: number;
  /** East positive. */
  readonly longitudeDeg: number;
  /** Rated power in W under 1000 W/m². */
  readonly peakW: number;
  /** 0 flat, 90 upright. */
  readonly tiltDeg: number;
  /** Compass direction: 90 east, 180 south, 270 west. */
  readonly azimuthDeg: number;
}

const RAD = Math.PI / 180;
const SOLAR_CONSTANT_W_PER_M2 = 1353;
/** Inverter, heat, dirt and wiring. */
const PERFORMANCE = 0.88;
const DIFFUSE_SHARE = 0.1;

/** Direct radiation under a clear sky in W/m², after Meinel, with the air mass of Kasten and Young. */
function directRadiation(up: number): number {
  const elevationDeg = Math.asin(up) / RAD;
  const airMass = 1 / (up + 0.50572 * (elevationDeg + 6.07995) ** -1.6364);
  return SOLAR_CONSTANT_W_PER_M2 * 0.7 ** (airMass ** 0.678);
}

/** Power on the AC side under a cloudless sky, in W; 0 while the sun is below the horizon. */
export function clearSkyPowerW(plant: SolarPlant, timeMs: number): number {
  const sun = sunDirection(plant.latitudeDeg, plant.longitudeDeg, timeMs);
  if (sun.up <= 0) return 0;
  const tilt = plant.tiltDeg * RAD;
  const azimuth = plant.azimuthDeg * RAD;
  const facing =
    sun.east * Math.sin(azimuth) * Math.sin(tilt) +
    sun.north * Math.cos(azimuth) * Math.sin(tilt) +
    sun.up * Math.cos(tilt);
  const direct = directRadiation(sun.up);
  const diffuse = DIFFUSE_SHARE * direct * ((1 + Math.cos(tilt)) / 2);
  return (plant.peakW * PERFORMANCE * (direct * Math.max(0, facing) + diffuse)) / 1000;
}

/** Hour of the day by the sun's mean position, 0 ≤ hour < 24: 12 is about noon wherever the house stands. */
export function solarHour(longitudeDeg: number, timeMs: number): number {
  const hours = timeMs / HOUR_MS + longitudeDeg / 15;
  return hours - 24 * Math.floor(hours / 24);
}
