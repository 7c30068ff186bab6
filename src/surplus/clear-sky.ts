import { sunDirection } from '../sun-direction.js';

/** Where the roof is and how it lies; all in degrees. */
export interface Location {
  /** North positive, -90 to 90. */
  readonly latitude: number;
  /** East positive, -180 to 180. */
  readonly longitude: number;
  /** Of the modules: 0 flat, 90 upright. */
  readonly tilt: number;
  /** Where they face, by compass: 90 east, 180 south, 270 west. */
  readonly azimuth: number;
}

const RAD = Math.PI / 180;
/** Share of the light of a clear sky that does not come straight from the sun. */
const DIFFUSE_SHARE = 0.15;

/**
 * Light on the roof under a cloudless sky, kW/m², 0 (night) to about 1.1. On flat ground it is the model of Haurwitz
 * (1945), 1.098 cos z exp(-0.057 / cos z), which needs nothing but the height of the sun; on a tilted roof its direct
 * part falls in at the roof's own angle.
 */
export function clearSky({ latitude, longitude, ...modules }: Location, atMs: number): number {
  const sun = sunDirection(latitude, longitude, atMs);
  if (sun.up <= 0) return 0;
  const tilt = modules.tilt * RAD;
  const azimuth = modules.azimuth * RAD;
  const ahead = sun.east * Math.sin(azimuth) + sun.north * Math.cos(azimuth);
  const facing = Math.max(0, ahead * Math.sin(tilt) + sun.up * Math.cos(tilt));
  const scattered = sun.up * ((1 + Math.cos(tilt)) / 2);
  const straight = 1.098 * Math.exp(-0.057 / sun.up);
  return straight * ((1 - DIFFUSE_SHARE) * facing + DIFFUSE_SHARE * scattered);
}
