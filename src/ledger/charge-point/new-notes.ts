import type { ChargePointNotes } from '../store/port.js';

/** Of a charge point of which nobody has written anything yet. */
export function newNotes(chargePointId: string, registeredAtMs: number): ChargePointNotes {
  return {
    chargePointId,
    name: null,
    model: null,
    vendor: null,
    serialNumber: null,
    location: null,
    tariffId: null,
    registeredAtMs,
  };
}
