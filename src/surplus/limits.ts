import type { CarModel } from './car-model.js';
import type { ChargeWay, WayRange, WayRanges } from './charge-option.js';
import type { ChargerReading } from './readings.js';
import type { SurplusSettings } from './settings.js';

const LEAST_A = 6;
const ADAPTER_A = 16;
const NOMINAL_V = 230;
const PLAUSIBLE_V = 100;

/** The current that nothing may exceed, A: of the owner, installation, temperature, cable, adapter, charger model. */
export function highestCurrentA(reading: ChargerReading, settings: SurplusSettings): number {
  const limits = [
    settings.maxCurrentA,
    reading.ama,
    reading.amt,
    reading.cbl,
    reading.tcl,
    reading.adi ? ADAPTER_A : undefined,
    reading.variantKw === 11 ? 16 : 32,
  ];
  return Math.floor(Math.min(...limits.filter((limit) => limit !== undefined)));
}

/** Phases that the charger offers now; where `psm` leaves it the choice, `fsp` shows it. */
export function offeredPhases({ psm, fsp }: ChargerReading): 1 | 3 {
  if (psm === 1 || psm === 2) return psm === 1 ? 1 : 3;
  return fsp === true ? 1 : 3;
}

/** Whether the charger can switch between one and three phases. */
export function canSwitchPhases(reading: ChargerReading): boolean {
  return reading.psm !== undefined || reading.fsp !== undefined;
}

/** The way in which the charger is set now; `frc` neutral allows charging. */
export function presentWay(reading: ChargerReading, car: CarModel): ChargeWay {
  if (reading.frc === 1) return 'off';
  return offeredPhases(reading) === 1 || car.phases === 1 ? 'one' : 'three';
}

/**
 * Whether the car has ended charging by itself. While charging is forced off, `car` says nothing about the car: chargers
 * then report 2, 3 or, often minutes later, 4 (goecharger/go-eCharger-API-v2 issues 60 and 156).
 */
export function hasEnded({ car, frc }: Pick<ChargerReading, 'car' | 'frc'>): boolean {
  return car === 4 && frc !== 1;
}

/** The ways of charging that charger, car and owner allow; empty when even the least current is too much. */
export function possibleWays(reading: ChargerReading, car: CarModel, settings: SurplusSettings): WayRanges {
  const minA = Math.max(LEAST_A, settings.minCurrentA, reading.mca ?? 0);
  const maxA = Math.min(highestCurrentA(reading, settings), Math.ceil(car.maxA));
  if (maxA < minA) return {};
  const volts = reading.voltagesV.map((voltage) => (voltage > PLAUSIBLE_V ? voltage : NOMINAL_V));
  const range = (phases: number): WayRange => ({
    minA,
    maxA,
    wattsPerA: volts.slice(0, phases).reduce((sum, voltage) => sum + voltage, 0),
    carMaxA: car.maxA,
  });
  const one = range(1);
  const three = range(car.phases ?? 3);
  if (car.phases === 1) return { one };
  const policy = canSwitchPhases(reading) ? settings.phasePolicy : offeredPhases(reading);
  if (policy === 'auto') return { one, three };
  return policy === 1 ? { one } : { three };
}

/** The ways that fit into this room at the house connection: W in all, A on a phase. */
export function withinRoom(ranges: WayRanges, roomW: number, roomA = Number.POSITIVE_INFINITY): WayRanges {
  return each(ranges, (range) => {
    const maxA = Math.floor(Math.min(range.maxA, roomA, roomW / range.wattsPerA));
    return maxA < range.minA ? undefined : { ...range, maxA };
  });
}

/** The same ways with their least current only. */
export function leastOf(ranges: WayRanges): WayRanges {
  return each(ranges, (range) => ({ ...range, maxA: range.minA }));
}

function each({ one, three }: WayRanges, change: (range: WayRange) => WayRange | undefined): WayRanges {
  const changed = { one: one && change(one), three: three && change(three) };
  return { ...(changed.one && { one: changed.one }), ...(changed.three && { three: changed.three }) };
}
