import type { TrackedReading } from './charger-reading.js';

export type PlugState = 'in' | 'out' | 'unknown';

/** After power came on, the charger has to find out first whether a car is there. */
const FINDING_OUT_MS = 15_000;
/** `modelStatus`: the charger lets the car believe that it was unplugged. */
const SIMULATED_UNPLUGGING = 22;

/** Whether a car is plugged in. A fault or a start says nothing about it: the charger has to come to itself first. */
export function plugState({ car, sinceBootMs, modelStatus }: TrackedReading): PlugState {
  switch (car) {
    case 1: {
      const isUnsure = sinceBootMs !== undefined && sinceBootMs < FINDING_OUT_MS;
      return isUnsure || modelStatus === SIMULATED_UNPLUGGING ? 'unknown' : 'out';
    }
    case 2:
    case 3:
    case 4:
      return 'in';
    default:
      return 'unknown';
  }
}
