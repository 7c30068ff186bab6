import type { MeterReading } from './readings.js';
import type { SurplusSettings } from './settings.js';

/**
 * What the house's battery means for the surplus. What it gives is never surplus: the car does not empty it. What it
 * charges with is surplus while the car comes first.
 */
export interface HouseBattery {
  /** A reading of the meter as the car is to see it. */
  take(reading: MeterReading, settings: SurplusSettings): MeterReading;
  /** Its newest power that counts for the car, W, discharging positive; undefined when it is not known. */
  readonly countedW: number | undefined;
  /** Power that counts as surplus but is drawn still, W: no room below the limit of the house. */
  readonly yieldingW: number;
  /** There is one, but nothing is known of it. */
  readonly isSilent: boolean;
  readonly powerW: number | undefined;
  readonly socPercent: number | undefined;
}

/** Once the car comes first it stays so until the battery has lost so much, %: the level is no seesaw. */
const HYSTERESIS_PERCENT = 3;

export function createHouseBattery(): HouseBattery {
  let newest: MeterReading['battery'];
  let countedW: number | undefined;
  let isHighEnough = false;

  function isCarFirst({ batteryPriority, batteryFirstUntilPercent: until }: SurplusSettings, soc?: number) {
    if (soc !== undefined) isHighEnough = soc >= (isHighEnough ? until - HYSTERESIS_PERCENT : until);
    return batteryPriority === 'car' || (soc !== undefined && isHighEnough);
  }

  return {
    take(reading, settings) {
      newest = reading.battery;
      countedW = undefined;
      if (newest === undefined || newest === 'silent') return reading;
      countedW = isCarFirst(settings, newest.socPercent) ? newest.powerW : Math.max(0, newest.powerW);
      return { ...reading, gridPowerW: reading.gridPowerW + countedW };
    },
    get countedW() {
      return countedW;
    },
    get yieldingW() {
      return Math.max(0, -(countedW ?? 0));
    },
    get isSilent() {
      return newest === 'silent';
    },
    get powerW() {
      return newest === 'silent' ? undefined : newest?.powerW;
    },
    get socPercent() {
      return newest === 'silent' ? undefined : newest?.socPercent;
    },
  };
}
