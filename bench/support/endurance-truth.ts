import { MODEL_STATUS } from '../../src/simulator/charger/permission.js';
import type { World } from '../../src/simulator/world.js';
import { systemClock } from '../../src/system-clock.js';
import type { Journal } from './endurance-journal.js';

/** What really flows in one house, second by second, by the simulator's own books. */
export interface Truth {
  /** Moves the house on to now. @param question what is to hold at this moment */
  tick(question: TruthQuestion): void;
  /** The car is to go on as it does now for a while, as far as the sun allows. */
  expectGoingOn(): void;
  /** Whether the car went on: undefined when nothing was asked, or it did not charge then. */
  readonly wentOn: boolean | undefined;
  /** Energy of the car in Wh from surplus and grid, and the surplus that there was. */
  readonly sunWh: number;
  readonly gridWh: number;
  readonly surplusWh: number;
  /** Charging began; and went on with other phases. */
  readonly starts: number;
  readonly phaseSwitches: number;
  /** Seconds in which the house drew more than its limit, in a row and in all, and by how much at most. */
  readonly above: { readonly longestS: number; readonly totalS: number; readonly mostW: number };
}

export interface TruthQuestion {
  readonly houseLimitW: number;
  readonly highestA: number;
  /** No fault is on, and everything has been as usual for a while. */
  readonly isQuiet: boolean;
  /** The car must get nothing. */
  readonly isOff: boolean;
  /** It charges whatever the sun does. */
  readonly needsNoSun: boolean;
}

const GOING_ON_S = 45;
/** Less surplus than this is a reason to stop, W. */
const LITTLE_W = 1600;
const ABOVE_HOUSE_S = 30;
const ABOVE_CURRENT_S = 20;

/** @param startedMs monotonic time of the clock when the house was made */
export function createTruth(world: World, startedMs: number, journal: Journal): Truth {
  const books = { sunWs: 0, gridWs: 0, surplusWs: 0 };
  const above = { longestS: 0, totalS: 0, mostW: 0 };
  let [houseS, currentS, offS] = [0, 0, 0];
  let [starts, phaseSwitches] = [0, 0];
  let [lastSecond, lastA] = [world.second, 0];
  let isSwitching = false;
  let goingOnUntilS = Number.NEGATIVE_INFINITY;
  let wentOn: boolean | undefined;

  function count(seconds: number): void {
    const { sunW, loadW, carW } = world.flows;
    const surplusW = Math.max(0, sunW - loadW);
    books.surplusWs += surplusW * seconds;
    books.sunWs += Math.min(carW, surplusW) * seconds;
    books.gridWs += Math.max(0, carW - surplusW) * seconds;
    const { currentA, permission } = world.charger;
    if (permission.modelStatus === MODEL_STATUS.phaseSwitch) isSwitching = true;
    if (lastA === 0 && currentA > 0) {
      if (isSwitching) phaseSwitches++;
      else starts++;
      isSwitching = false;
    }
    lastA = currentA;
  }

  function checkHouse({ houseLimitW, isQuiet }: TruthQuestion, seconds: number): void {
    const excessW = world.flows.gridW - houseLimitW;
    const isAbove = excessW > 0 && world.flows.carW > 0;
    const before = houseS;
    houseS = isAbove ? houseS + seconds : 0;
    if (!isAbove) return;
    above.totalS += seconds;
    above.longestS = Math.max(above.longestS, houseS);
    above.mostW = Math.max(above.mostW, excessW);
    if (isQuiet && before <= ABOVE_HOUSE_S && houseS > ABOVE_HOUSE_S)
      journal.violation('house limit', `${excessW} W more than ${houseLimitW} W for ${houseS} s`);
  }

  function checkCurrent({ highestA, isQuiet, isOff }: TruthQuestion, seconds: number): void {
    const { currentA } = world.charger;
    const before = [currentS, offS];
    currentS = isQuiet && currentA > highestA + 0.5 ? currentS + seconds : 0;
    offS = isQuiet && isOff && currentA > 0 ? offS + seconds : 0;
    if ((before[0] ?? 0) <= ABOVE_CURRENT_S && currentS > ABOVE_CURRENT_S)
      journal.violation('current', `${currentA} A flow, ${highestA} A are allowed`);
    if ((before[1] ?? 0) <= ABOVE_CURRENT_S && offS > ABOVE_CURRENT_S)
      journal.violation('off', `${currentA} A flow`);
  }

  function checkGoingOn({ needsNoSun }: TruthQuestion): void {
    const { allowed, modelStatus } = world.charger.permission;
    // A phase switch is no stop.
    if (allowed || modelStatus === MODEL_STATUS.phaseSwitch) return;
    if (world.second > goingOnUntilS || wentOn !== true) return;
    const { sunW, loadW } = world.flows;
    const isLittle = !needsNoSun && sunW - loadW < LITTLE_W;
    wentOn = isLittle ? undefined : false;
    if (isLittle) journal.note('--- stopped for lack of sun');
    else journal.violation('kill', `charging stopped, surplus ${sunW - loadW} W`);
  }

  return {
    tick(question) {
      world.advanceTo(world.originMs + systemClock.monotonic() - startedMs);
      const seconds = world.second - lastSecond;
      if (seconds === 0) return;
      lastSecond = world.second;
      count(seconds);
      checkHouse(question, seconds);
      checkCurrent(question, seconds);
      checkGoingOn(question);
    },
    expectGoingOn() {
      goingOnUntilS = world.second + GOING_ON_S;
      wentOn = world.charger.currentA > 0 ? true : undefined;
    },
    get wentOn() {
      return wentOn;
    },
    get sunWh() {
      return books.sunWs / 3600;
    },
    get gridWh() {
      return books.gridWs / 3600;
    },
    get surplusWh() {
      return books.surplusWs / 3600;
    },
    get starts() {
      return starts;
    },
    get phaseSwitches() {
      return phaseSwitches;
    },
    above,
  };
}
