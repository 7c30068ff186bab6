import { MINUTE_MS } from '../../time-spans.js';
import type { EnergySource, TariffComponent } from '../billing.js';
import type { EnergyMix, Session } from '../session.js';

/** The charger is asked now and then, so less than this is no parking: the car may have left at once. ms */
const SHORTEST_PARKING_MS = MINUTE_MS;

/**
 * What a component bills of a session, in its unit (kWh, minutes, sessions) with at most three decimals: what is
 * beyond the free minutes, up to a whole step.
 * @param nowMs until when an open session is billed
 */
export function billedQuantity(component: TariffComponent, session: Session, nowMs: number): number {
  switch (component.type) {
    case 'flat':
      return 1;
    case 'energy':
      return inSteps(Math.round(energyWh(session, component.source ?? 'any')), component.stepSize ?? 0.001);
    case 'time':
      return minutes(session.chargingMs, component);
    case 'parking':
      return minutes(parkingMs(session, nowMs), component);
  }
}

function energyWh(mix: EnergyMix, source: EnergySource): number {
  switch (source) {
    case 'any':
      return mix.energyWh;
    case 'grid':
      return mix.gridWh;
    case 'solar':
      return mix.solarWh;
    case 'battery':
      return mix.batteryWh;
  }
}

/** A car that never took energy never stopped charging either. */
function parkingMs({ endedAtMs, lastEnergyAtMs }: Session, nowMs: number): number {
  const ms = lastEnergyAtMs === null ? 0 : (endedAtMs ?? nowMs) - lastEnergyAtMs;
  return ms < SHORTEST_PARKING_MS ? 0 : ms;
}

function minutes(ms: number, { stepSize, minDurationMinutes }: TariffComponent): number {
  const freeMs = (minDurationMinutes ?? 0) * MINUTE_MS;
  return inSteps(Math.round(Math.max(0, ms - freeMs) / 60), stepSize ?? 1);
}

/** Whole steps, a begun one counting in full. Works in thousandths, where steps are whole numbers. */
function inSteps(thousandths: number, step: number): number {
  const stepThousandths = Math.max(1, Math.round(step * 1000));
  return (Math.ceil(thousandths / stepThousandths) * stepThousandths) / 1000;
}
