import { createWander, type Random } from './random.js';

/** Everything in the house that draws power, except the car. */
export interface Household {
  /**
   * @param hour of the day by the sun, 0 ≤ hour < 24
   * @returns load of the next second in W, above 0
   */
  next(hour: number): number;
}

interface Appliance {
  readonly powerW: readonly [number, number];
  readonly lengthS: readonly [number, number];
  readonly perDay: number;
  /** Hours of the day between which it is switched on. */
  readonly hours: readonly [number, number];
}

/** Kettle, stove, oven, dishwasher and washing machine while they heat, vacuum cleaner, hair dryer. */
const APPLIANCES: readonly Appliance[] = [
  { powerW: [1900, 2200], lengthS: [90, 240], perDay: 4, hours: [6, 21] },
  { powerW: [900, 2000], lengthS: [120, 900], perDay: 4, hours: [11, 13] },
  { powerW: [1200, 2500], lengthS: [300, 1500], perDay: 2, hours: [17, 20] },
  { powerW: [1900, 2100], lengthS: [900, 1500], perDay: 1, hours: [19, 23] },
  { powerW: [1900, 2200], lengthS: [700, 1300], perDay: 0.7, hours: [8, 16] },
  { powerW: [600, 900], lengthS: [300, 1200], perDay: 0.5, hours: [9, 18] },
  { powerW: [1000, 1600], lengthS: [120, 400], perDay: 1, hours: [6, 8] },
];

/** Router, standby, circulation pump, ventilation. */
const BASE_W = 150;
const FRIDGE_W = 85;
const NOISE_W = 18;

/** Lights, television and computers: nothing by day, most at half past eight. */
function eveningW(hour: number): number {
  return 320 * Math.exp(-(((hour - 20.5) / 1.6) ** 2));
}

export function createHousehold(random: Random): Household {
  const noise = createWander(random, NOISE_W, 20);
  let running: { leftS: number; readonly powerW: number }[] = [];
  let fridge = { cooling: false, leftS: random.between(0, 1800) };
  let toNextMinuteS = 0;

  function switchOn(hour: number): void {
    for (const { powerW, lengthS, perDay, hours } of APPLIANCES) {
      const chance = perDay / ((hours[1] - hours[0]) * 60);
      if (hour < hours[0] || hour >= hours[1] || random.uniform() >= chance) continue;
      running.push({ leftS: Math.round(random.between(...lengthS)), powerW: random.between(...powerW) });
    }
  }

  function applianceW(): number {
    let powerW = 0;
    for (const appliance of running) {
      powerW += appliance.powerW;
      appliance.leftS--;
    }
    if (running.some(({ leftS }) => leftS <= 0)) running = running.filter(({ leftS }) => leftS > 0);
    return powerW;
  }

  function fridgeW(): number {
    if (fridge.leftS-- <= 0) {
      const cooling = !fridge.cooling;
      fridge = { cooling, leftS: cooling ? random.between(600, 1100) : random.between(1300, 2400) };
    }
    return fridge.cooling ? FRIDGE_W : 0;
  }

  return {
    next(hour) {
      if (toNextMinuteS-- <= 0) {
        toNextMinuteS = 59;
        switchOn(hour);
      }
      return Math.max(40, BASE_W + fridgeW() + eveningW(hour) + applianceW() + noise.next());
    },
  };
}
