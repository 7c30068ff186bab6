import { canSwitchPhases, offeredPhases } from './limits.js';
import type { ChargerReading } from './readings.js';

/** Keys to write in one request, with their values on the wire. */
export interface SetPoint {
  readonly frc?: 0 | 1 | 2;
  /** A a phase, whole. */
  readonly amp?: number;
  /** 0 leaves the phases to the charger's own logic. */
  readonly psm?: 0 | 1 | 2;
  readonly fsp?: boolean;
  /** Of the charger's own logic: use surplus, logic mode, target grid power in W, allow a pause. */
  readonly fup?: boolean;
  readonly lmo?: number;
  readonly pgt?: number;
  readonly acp?: boolean;
}

export type SetPointKey = keyof SetPoint;
/** Keys that every mode uses. */
export const KNOBS: readonly SetPointKey[] = ['frc', 'amp', 'psm', 'fsp'];
export const SET_POINT_KEYS: readonly SetPointKey[] = [...KNOBS, 'fup', 'lmo', 'pgt', 'acp'];

/** What the charger is to do. */
export type Wish =
  | { readonly charge: false }
  | {
      readonly charge: true;
      readonly currentA: number;
      /** Absent: as it is. */
      readonly phases?: 1 | 3;
    };

/** The keys that differ from the charger's state; empty when there is nothing to write. */
export function setPointFor(wish: Wish, reading: ChargerReading): SetPoint {
  if (!wish.charge) return reading.frc === 1 ? {} : { frc: 1 };
  const { currentA, phases } = wish;
  const isOtherPhases = phases !== undefined && canSwitchPhases(reading) && offeredPhases(reading) !== phases;
  const phaseKey =
    reading.psm === undefined ? { fsp: phases === 1 } : { psm: phases === 1 ? (1 as const) : (2 as const) };
  return {
    ...(isOtherPhases && phaseKey),
    ...(reading.amp !== currentA && { amp: currentA }),
    ...(reading.frc === 1 && { frc: 2 as const }),
  };
}

export function isEmpty(setPoint: SetPoint): boolean {
  return Object.keys(setPoint).length === 0;
}
