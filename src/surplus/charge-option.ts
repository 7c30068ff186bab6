/** How the car may be charged: not at all, on one phase, or on as many as it can use. */
export type ChargeWay = 'off' | 'one' | 'three';
export const CHARGE_WAYS: readonly ChargeWay[] = ['off', 'one', 'three'];

/** What is possible on one way: whole amperes and what the car then draws. */
export interface WayRange {
  readonly minA: number;
  readonly maxA: number;
  /** W for each ampere offered. */
  readonly wattsPerA: number;
  /** The car takes no more than this, whatever is offered, A. */
  readonly carMaxA: number;
}

/** The ways that this charger and this car have now. Without an entry a way is not possible. */
export type WayRanges = { readonly [W in Exclude<ChargeWay, 'off'>]?: WayRange };

/** Power that the car draws when so many amperes are offered, W. */
export function drawnW(range: WayRange, offeredA: number): number {
  return Math.min(offeredA, range.carMaxA) * range.wattsPerA;
}

/**
 * What drawing `powerW` is worth while the surplus is `surplusW`: energy taken from it, less `importWeight` times the
 * energy from the grid; both in W.
 */
export function worthW(surplusW: number, powerW: number, importWeight: number): number {
  const availableW = Math.max(0, surplusW);
  return powerW <= availableW ? powerW : availableW - importWeight * (powerW - availableW);
}
