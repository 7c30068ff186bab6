import { type CarModel, createCarModel } from './car-model.js';
import { createCarPowerHistory, SKEW_MS } from './car-power-history.js';
import type { Location } from './clear-sky.js';
import type { Learned } from './learned.js';
import { hasEnded, offeredPhases } from './limits.js';
import { createMeterDelay, type MeterDelay } from './meter-delay.js';
import { decidesByItself } from './native-settings.js';
import type { ChargerReading, MeterReading } from './readings.js';
import { createResponse, type Response } from './response.js';
import { createShortForecast, type ShortForecast } from './short-forecast.js';
import { createWayChoice, type WayChoice } from './way-choice.js';

/** The house's surplus at one moment, without the car, W; negative when the house draws. */
export interface SurplusSample {
  readonly atMs: number;
  readonly surplusW: number;
  /** What the house draws on its worst phase, without the car, A; undefined: the meter does not measure phases. */
  readonly houseA?: number;
}

/** Turns readings into what is known: the surplus, the delays, the car. */
export interface Observer {
  takeMeter(reading: MeterReading): void;
  takeCharger(reading: ChargerReading): void;
  /** Matches the meter's readings with the car's power at their time. */
  match(nowMs: number, targetGridPowerW: number): void;
  /** How far ahead of now a set-point of now has its middle, s. */
  lookAheadS(): number;
  readonly charger: ChargerReading | undefined;
  /** The car takes no more, although it may; not said while a start is still taking effect. */
  readonly isCarFull: boolean;
  /** The newest moment of which the surplus is known. */
  readonly sample: SurplusSample | undefined;
  readonly meter: MeterDelay;
  readonly car: CarModel;
  readonly response: Response;
  readonly forecast: ShortForecast;
  readonly ways: WayChoice;
  readonly learned: Learned;
}

/** After this time a meter reading is matched with the newest power of the car that is known, ms. */
const MATCH_WAIT_MS = 4_000;
/** Half of the time for which a set-point is meant to stand, s. */
const HOLD_S = 10;

/** @param before what an earlier run has learned */
export function createObserver(location?: Location, before?: Learned): Observer {
  const meter = createMeterDelay();
  const car = createCarModel();
  const carPower = createCarPowerHistory();
  const response = createResponse(before?.responseS);
  const forecast = createShortForecast();
  const ways = createWayChoice(location, before?.ways);
  let unmatched: MeterReading[] = [];
  let newestMeterMs = Number.NEGATIVE_INFINITY;
  let charger: ChargerReading | undefined;
  let sample: SurplusSample | undefined;

  /** From now until the middle of the time for which a set-point is meant to stand. */
  const lookAheadS = () => response.usualS.current + HOLD_S;

  /**
   * Current a phase at this power, A. Which phase of the house a car on one phase uses is not known: taken off the worst
   * one, too little room is seen rather than too much.
   */
  function carCurrentA(carW: number): number {
    if (!charger || charger.powerW <= 0) return 0;
    return (carW / charger.powerW) * Math.max(...charger.currentsA);
  }

  function take(reading: MeterReading, targetGridPowerW: number) {
    const carW = carPower.powerAt(reading.measuredAtMs);
    if (carW === undefined) return;
    const { phaseCurrentsA } = reading;
    sample = {
      atMs: reading.measuredAtMs,
      surplusW: carW - reading.gridPowerW + targetGridPowerW,
      ...(phaseCurrentsA && { houseA: Math.max(...phaseCurrentsA) - carCurrentA(carW) }),
    };
    forecast.take(sample.atMs, sample.surplusW, meter.ageS + lookAheadS());
    ways.take(sample.atMs, sample.surplusW);
  }

  return {
    takeMeter(reading) {
      meter.take(reading.measuredAtMs, reading.receivedAtMs);
      if (reading.measuredAtMs <= newestMeterMs) return;
      newestMeterMs = reading.measuredAtMs;
      unmatched.push(reading);
    },
    takeCharger(reading) {
      const isReplugged = charger?.car === 1 && reading.car !== 1;
      charger = reading;
      if (isReplugged) car.forget();
      carPower.take(reading.measuredAtMs, reading.powerW);
      response.take(reading, car.maxA);
      const isSettled = response.settledAtMs !== undefined && !decidesByItself(reading);
      const offeredA = Math.min(
        reading.amp ?? Number.POSITIVE_INFINITY,
        reading.tcl ?? Number.POSITIVE_INFINITY,
      );
      car.take(reading, isSettled ? offeredA : undefined, offeredPhases(reading));
    },
    match(nowMs, targetGridPowerW) {
      const isReady = (reading: MeterReading) =>
        carPower.newestMs >= reading.measuredAtMs + SKEW_MS || nowMs - reading.receivedAtMs >= MATCH_WAIT_MS;
      for (const reading of unmatched.filter(isReady)) take(reading, targetGridPowerW);
      unmatched = unmatched.filter((reading) => !isReady(reading));
    },
    lookAheadS,
    get charger() {
      return charger;
    },
    get isCarFull() {
      return charger !== undefined && response.settledAtMs !== undefined && hasEnded(charger);
    },
    get sample() {
      return sample;
    },
    meter,
    car,
    response,
    forecast,
    ways,
    get learned() {
      return { responseS: response.usualS, ways: ways.learned };
    },
  };
}
