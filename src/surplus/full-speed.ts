import type { CarModel } from './car-model.js';
import { drawnW, type WayRange, type WayRanges } from './charge-option.js';
import type { Wish } from './set-point.js';

/** All that the limits allow. */
export interface FullSpeed {
  readonly wish: Wish;
  readonly way: 'one' | 'three';
  readonly range: WayRange;
  /** What the car is expected to draw, W. */
  readonly powerW: number;
}

/** @returns undefined when the limits leave no way of charging */
export function fullSpeed(allowed: WayRanges, car: CarModel): FullSpeed | undefined {
  const offeredW = (range: WayRange | undefined) => (range ? range.maxA * range.wattsPerA : 0);
  const way = offeredW(allowed.three) >= offeredW(allowed.one) ? 'three' : 'one';
  const range = allowed[way];
  if (range === undefined) return undefined;
  const phases = car.phases === 1 ? {} : { phases: way === 'one' ? (1 as const) : (3 as const) };
  const wish = { charge: true, currentA: range.maxA, ...phases } as const;
  return { wish, way, range, powerW: drawnW(range, range.maxA) };
}
