import { canSwitchPhases, highestCurrentA, offeredPhases } from '../../surplus/limits.js';
import type { ChargerReading } from '../../surplus/readings.js';
import { DEFAULT_SETTINGS } from '../../surplus/settings.js';

/** Charging by cable needs at least 6 A (IEC 61851-1). */
const LEAST_A = 6;
const NOMINAL_V = 230;
const PLAUSIBLE_V = 100;
/** A phase counts as used above this share of the strongest. */
const USED_SHARE = 0.3;

/** Least current that charger and installation allow, A. */
export const leastCurrentA = ({ mca = LEAST_A }: ChargerReading): number => Math.max(LEAST_A, mca);

/** Highest current that charger, cable and installation allow, A. */
export const mostCurrentA = (reading: ChargerReading): number => highestCurrentA(reading, DEFAULT_SETTINGS);

/** Which phases the car draws from, else those that it would be offered. */
export function phasesInUse(reading: ChargerReading): readonly boolean[] {
  const strongestA = Math.max(...reading.currentsA);
  if (reading.car === 2 && strongestA >= 1)
    return reading.currentsA.map((currentA) => currentA > strongestA * USED_SHARE);
  return firstPhases(offeredPhases(reading));
}

const firstPhases = (count: number): readonly boolean[] => [0, 1, 2].map((phase) => phase < count);

/** Whole amperes a phase whose power stays within the limit at the measured voltages. */
export function currentWithinA(
  limitW: number,
  { voltagesV }: ChargerReading,
  phases: readonly boolean[],
): number {
  const volts = voltagesV.map((voltageV) => (voltageV > PLAUSIBLE_V ? voltageV : NOMINAL_V));
  const wattsPerA = volts.reduce((sum, voltageV, phase) => (phases[phase] ? sum + voltageV : sum), 0);
  return Math.floor(limitW / wattsPerA);
}

/** What the surplus controller follows: whole amperes a phase, and the phases that it may use. */
export interface ControllerLimits {
  readonly min_current: number;
  readonly max_current: number;
  readonly phase_policy: string;
}

/**
 * Settings of the surplus controller with which no way of charging exceeds the limit. Where three phases are too much,
 * one may do.
 * @param own what the owner had chosen; his own limits stay
 * @returns undefined when even the least current is too much
 */
export function controllerWithin(
  limitW: number,
  reading: ChargerReading,
  own: ControllerLimits,
): Pick<ControllerLimits, 'max_current' | 'phase_policy'> | undefined {
  const leastA = Math.max(leastCurrentA(reading), own.min_current);
  const within = (phases: number, phase_policy: string) => {
    const max_current = Math.min(own.max_current, currentWithinA(limitW, reading, firstPhases(phases)));
    return max_current < leastA ? undefined : { max_current, phase_policy };
  };
  if (!canSwitchPhases(reading)) return within(offeredPhases(reading), own.phase_policy);
  if (own.phase_policy === 'one') return within(1, 'one');
  return within(3, own.phase_policy) ?? (own.phase_policy === 'auto' ? within(1, 'one') : undefined);
}
