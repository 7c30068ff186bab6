import { type Car, createCar, DEFAULT_CAR } from './car.js';
import { plugIn, unplug } from './charger/charger-events.js';
import { type ChargerState, createChargerState, DEFAULT_CHARGER } from './charger/charger-state.js';
import { stepCharger } from './charger/step-charger.js';
import { type Clouds, createClouds } from './clouds.js';
import { createGrid, type Grid } from './grid.js';
import { createHousehold, type Household } from './household.js';
import { createMeter, DEFAULT_METER, type Meter } from './meter.js';
import { createRandom } from './random.js';
import { clearSkyPowerW, type SolarPlant, solarHour } from './sun.js';
import { DEFAULT_PLANT, DEMO_SKY_MS, type WorldOptions } from './world-options.js';

/** Powers of one second, all whole watts, so that the books balance exactly: grid = load + car − sun. */
export interface Flows {
  readonly sunW: number;
  readonly loadW: number;
  readonly carW: number;
  /** Import positive, export negative. */
  readonly gridW: number;
}

/** Energy since the warm-up began, in Ws; imported − exported = load + car − sun, to the last Ws. */
export interface EnergyBooks {
  readonly sunWs: number;
  readonly loadWs: number;
  readonly carWs: number;
  readonly importedWs: number;
  readonly exportedWs: number;
}

interface Parts {
  readonly plant: SolarPlant;
  readonly clouds: Clouds;
  readonly household: Household;
  readonly otherLoadW: () => number;
  readonly grid: Grid;
  readonly meter: Meter;
  readonly car: Car;
  readonly charger: ChargerState;
}

/** The house in virtual time. Nothing moves by itself: whoever looks at it says what time it is. */
export interface World extends Pick<Parts, 'grid' | 'meter' | 'car' | 'charger'> {
  readonly originMs: number;
  /** Whole seconds since the start. */
  readonly second: number;
  readonly flows: Flows;
  readonly energy: EnergyBooks;
  /** Moves on to a time of the devices in steps of one second; a time that is already past changes nothing. */
  advanceTo(nowMs: number): void;
  plug(): void;
  unplug(): void;
}

function createParts(options: WorldOptions): Parts {
  const { originMs, seed = 1, weather = 'broken', otherLoadW = () => 0 } = options;
  const car = createCar({ ...DEFAULT_CAR, ...options.car });
  const serialNumber = String(900_000 + (Math.abs(seed) % 100_000));
  return {
    plant: { ...DEFAULT_PLANT, ...options.plant },
    clouds: createClouds(weather, createRandom(seed, 'clouds')),
    household: createHousehold(createRandom(seed, 'household')),
    otherLoadW,
    grid: createGrid(createRandom(seed, 'grid')),
    meter: createMeter({ ...DEFAULT_METER, ...options.meter }, Math.floor(originMs / 1000) - WARM_UP_S),
    car,
    charger: createChargerState({ ...DEFAULT_CHARGER, serialNumber, ...options.charger }, car),
  };
}

/** What flows in this second, before the meter has seen it. */
function flow(parts: Parts, second: number, skyMs: number): Flows {
  const { plant, clouds, household, otherLoadW, grid, charger } = parts;
  grid.step();
  const sunW = Math.round(clearSkyPowerW(plant, skyMs) * clouds.next());
  const loadW = Math.round(household.next(solarHour(plant.longitudeDeg, skyMs))) + otherLoadW();
  const carW = stepCharger(charger, second, grid.voltageV);
  return { sunW, loadW, carW, gridW: loadW + carW - sunW };
}

/** Whether an hour lies between two others, also across midnight. */
function isBetween(from: number, to: number, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** Takes the car out of the house and brings it back; whatever people do with the cable in between stands. */
function createTrips(awayHours: WorldOptions['awayHours'], { car, charger }: Parts) {
  let isAway = false;
  return (hour: number): void => {
    const away = awayHours !== undefined && isBetween(awayHours[0], awayHours[1], hour);
    if (away === isAway) return;
    isAway = away;
    if (away) unplug(charger);
    else {
      car.drive(car.options.tripWh);
      plugIn(charger);
    }
  };
}

/** The house has been running for a minute when somebody first looks: a reading is there, and a car charges. */
const WARM_UP_S = 60;

/** Sun, household, grid, meter, charger and car, made from a seed. */
export function createWorld(options: WorldOptions): World {
  const { originMs, plugged = true } = options;
  const parts = createParts(options);
  const { plant, grid, meter, car, charger } = parts;
  const originS = Math.floor(originMs / 1000);
  const travel = createTrips(options.awayHours, parts);
  const books = { sunWs: 0, loadWs: 0, carWs: 0 };
  let flows: Flows = { sunW: 0, loadW: 0, carW: 0, gridW: 0 };
  let second = -WARM_UP_S - 1;
  const skyMs = () => (options.skyMs ?? DEMO_SKY_MS) + second * 1000;

  function step(): void {
    second++;
    const hour = solarHour(plant.longitudeDeg, skyMs());
    travel(hour);
    flows = flow(parts, second, skyMs());
    books.sunWs += flows.sunW;
    books.loadWs += flows.loadW;
    books.carWs += flows.carW;
    meter.step(originS + second, flows.gridW, hour);
  }

  function advanceTo(nowMs: number): void {
    const target = Math.floor((nowMs - originMs) / 1000);
    while (second < target) step();
  }

  if (plugged) plugIn(charger);
  advanceTo(originMs);
  return {
    ...{ originMs, grid, meter, car, charger },
    get second() {
      return second;
    },
    get flows() {
      return flows;
    },
    get energy() {
      return { ...books, importedWs: meter.importedWs, exportedWs: meter.exportedWs };
    },
    advanceTo,
    plug: () => plugIn(charger),
    unplug: () => unplug(charger),
  };
}
