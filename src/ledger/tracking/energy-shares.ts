import type { EnergyMix } from '../session.js';

/** Where a car's energy comes from; the three add up to 1. */
export interface Shares {
  readonly solar: number;
  readonly grid: number;
  readonly battery: number;
}

/** What flows while nobody can look. */
export const BOUGHT: Shares = { solar: 0, grid: 1, battery: 0 };

export const NO_ENERGY: EnergyMix = { energyWh: 0, solarWh: 0, gridWh: 0, batteryWh: 0 };

/**
 * Where the power of all cars comes from: what the grid gives is theirs first, then what the house's battery gives,
 * the rest is sun. The same for every car, so that each has its part in proportion to its power. Without any car it
 * is where the first watt of one would come from.
 * @param gridW at the grid connection, import positive; undefined: not known, so it counts as bought
 * @param carsW of all chargers together
 * @param batteryW of the house's battery, discharge positive; 0 without one
 */
export function sharesOf(gridW: number | undefined, carsW: number, batteryW = 0): Shares {
  if (gridW === undefined) return BOUGHT;
  const part = (watts: number): number => Math.min(1, Math.max(0, watts) / Math.max(1, carsW));
  const grid = part(gridW);
  const battery = Math.min(1 - grid, part(batteryW));
  return { grid, battery, solar: Math.max(0, 1 - grid - battery) };
}

/** Between two looks: the mean of what was seen at either, weighed by the power that flowed then. */
export function meanShares(a: Shares, aW: number, b: Shares, bW: number): Shares {
  const total = aW + bW;
  const weight = total > 0 ? aW / total : 0.5;
  const mean = (x: number, y: number): number => x * weight + y * (1 - weight);
  return { solar: mean(a.solar, b.solar), grid: mean(a.grid, b.grid), battery: mean(a.battery, b.battery) };
}

/** @param energyWh at least 0 */
export function mixOf(energyWh: number, { grid, battery }: Shares): EnergyMix {
  const gridWh = energyWh * grid;
  const batteryWh = energyWh * battery;
  return { energyWh, gridWh, batteryWh, solarWh: Math.max(0, energyWh - gridWh - batteryWh) };
}

export function addMix(a: EnergyMix, b: EnergyMix): EnergyMix {
  return {
    energyWh: a.energyWh + b.energyWh,
    solarWh: a.solarWh + b.solarWh,
    gridWh: a.gridWh + b.gridWh,
    batteryWh: a.batteryWh + b.batteryWh,
  };
}
