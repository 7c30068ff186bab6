import type { ChargerReading } from './readings.js';
import type { SetPoint } from './set-point.js';

/**
 * What becomes of the charger when its controller is gone. `keep` goes on as it was set · `neutral` the charger's own
 * logic decides · `pause` no charging · `minimum` a car that charges goes down to the least current.
 */
export const FAIL_SAFES = ['keep', 'neutral', 'pause', 'minimum'] as const;
export type FailSafe = (typeof FAIL_SAFES)[number];

/** The owner's choice; current in A. */
export interface FailSafeChoice {
  readonly failSafe: FailSafe;
  readonly minCurrentA: number;
}

const LEAST_A = 6;

/** What is to be written, never more than one key; empty when the charger stands as the owner wants it. */
export function failSafeSetPoint(
  { failSafe, minCurrentA }: FailSafeChoice,
  { frc, amp, mca }: Pick<ChargerReading, 'frc' | 'amp' | 'mca'>,
): SetPoint {
  switch (failSafe) {
    case 'keep':
      return {};
    case 'neutral':
      return frc === 0 ? {} : { frc: 0 };
    case 'pause':
      return frc === 1 ? {} : { frc: 1 };
    case 'minimum': {
      const leastA = Math.max(LEAST_A, minCurrentA, mca ?? 0);
      return frc === 1 || (amp !== undefined && amp <= leastA) ? {} : { amp: leastA };
    }
  }
}
