import type { ConnectorStatus } from '../session.js';
import type { TrackedReading } from './charger-reading.js';

/** Values of `modelStatus` that begin with "ChargingBecause" in the vendor's list of keys. */
const ALLOWED = new Set([3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 20, 33]);
const HIGHEST_KNOWN = 35;
const ACCESS_CONTROL = 2;
const FORCED_OFF = 1;

type Facts = Pick<TrackedReading, 'car' | 'err' | 'modelStatus' | 'frc'>;

function isAllowed({ modelStatus, frc }: Facts): boolean {
  if (modelStatus === undefined || modelStatus > HIGHEST_KNOWN) return frc !== FORCED_OFF;
  return ALLOWED.has(modelStatus);
}

/**
 * The state of the connector in the words of OCPP 1.6, as far as a go-e charger can tell.
 * @param hasCharged whether this car has taken energy since it was plugged in
 */
export function connectorStatusOf(facts: Facts, hasCharged: boolean): ConnectorStatus {
  const { car, err = 0, modelStatus } = facts;
  if (err !== 0) return 'Faulted';
  switch (car) {
    case 1:
      return 'Available';
    case 2:
      return 'Charging';
    case 3:
      if (modelStatus === ACCESS_CONTROL) return 'Preparing';
      if (!isAllowed(facts)) return 'SuspendedEVSE';
      return hasCharged ? 'SuspendedEV' : 'Preparing';
    case 4:
      return isAllowed(facts) ? 'Finishing' : 'SuspendedEVSE';
    case 0:
    case 5:
    case null:
      return 'Faulted';
    default:
      // Firmware 60.4 has 6, initialising; what comes later is not to be used either.
      return 'Unavailable';
  }
}
