import { createSurplusCore, type SurplusCore, type SurplusCoreOptions } from '../../src/surplus/core.js';
import type { Decision } from '../../src/surplus/decision.js';
import type { MeterReading } from '../../src/surplus/readings.js';
import type { SetPoint } from '../../src/surplus/set-point.js';
import { DEFAULT_SETTINGS, type SurplusSettings } from '../../src/surplus/settings.js';
import { chargerReading, meterReading, START_MS } from './fixtures.js';

/** One second of the small house. */
export interface Second {
  readonly s: number;
  readonly carW: number;
  /** A phase. */
  readonly carA: number;
  readonly decision: Decision;
}

export interface SmallHouse {
  readonly core: SurplusCore;
  readonly writes: readonly { readonly s: number; readonly setPoint: SetPoint }[];
  /** Runs on for so many seconds. */
  run(seconds: number): Second[];
  /** Settings of the charger as somebody else would turn them, and what the house has. */
  readonly knobs: { frc: number; amp: number; psm: number };
  car: 'plugged' | 'away' | 'full';
  /** What the charger shows of a car that it does not let charge. */
  carWhenOff: 3 | 4;
  meter: 'fine' | 'silent';
  charger: 'fine' | 'silent';
  surplusW: (s: number) => number;
  /** What the house draws on each phase, A, where the meter measures phases. */
  phasesA: ((s: number) => readonly [number, number, number]) | undefined;
  answer: 'ok' | 'refused';
  /** What this controller sees of the grid's power, W; undefined: not this reading. */
  seenW: (gridPowerW: number, measuredAtMs: number) => number | undefined;
}

const START_WAIT_S = 8;
const SWITCH_PAUSE_S = 30;

/**
 * A meter (every 2 s, 2 s old), a charger and a car in the simplest form that can be controlled: currents jump after
 * three seconds, a start takes eight seconds, a phase switch thirty.
 */
export function createSmallHouse(
  surplusW: (s: number) => number,
  settings: Partial<SurplusSettings> = {},
  options: SurplusCoreOptions = {},
): SmallHouse {
  const core = createSurplusCore({ ...DEFAULT_SETTINGS, mode: 'pv', ...settings }, options);
  const writes: { s: number; setPoint: SetPoint }[] = [];
  const grid: number[] = [];
  const carsA: (readonly [number, number, number])[] = [];
  let s = 0;
  let startsAtS = Number.POSITIVE_INFINITY;
  let followed = { atS: 0, amp: 6 };
  let phases = 1;
  let shown = 3;
  const house: SmallHouse = {
    core,
    writes,
    run,
    knobs: { frc: 1, amp: 6, psm: 1 },
    car: 'plugged',
    carWhenOff: 3,
    meter: 'fine',
    charger: 'fine',
    surplusW,
    phasesA: undefined,
    answer: 'ok',
    seenW: (gridPowerW) => gridPowerW,
  };
  const { knobs } = house;
  let wanted: SetPoint | undefined;

  function apply() {
    if (!wanted) return;
    if (house.answer === 'refused') {
      core.takeResult(
        { ok: false, errorCode: 'rejected', message: 'the charger said no' },
        START_MS + s * 1000,
      );
    } else {
      Object.assign(knobs, wanted);
      core.takeResult({ ok: true }, START_MS + s * 1000);
    }
    wanted = undefined;
  }

  function carW(): number {
    const isAllowed = house.car === 'plugged' && knobs.frc !== 1;
    const wish = knobs.psm === 1 ? 1 : 3;
    if (!isAllowed) startsAtS = Number.POSITIVE_INFINITY;
    else if (startsAtS === Number.POSITIVE_INFINITY) startsAtS = s + START_WAIT_S;
    if (wish !== phases && isAllowed && s > startsAtS) startsAtS = s + SWITCH_PAUSE_S;
    phases = wish;
    if (knobs.amp !== followed.amp && s - followed.atS >= 3) followed = { atS: s, amp: knobs.amp };
    return s >= startsAtS ? followed.amp * 230 * phases : 0;
  }

  function carState(powerW: number): number {
    if (house.car === 'away') return 1;
    if (powerW > 0) return 2;
    if (house.car === 'full') return 4;
    // A charger shows 4 until current flows again.
    return knobs.frc === 1 || shown === 4 ? house.carWhenOff : 3;
  }

  function second(): Second {
    const nowMs = START_MS + s * 1000;
    apply();
    const powerW = carW();
    grid.push(powerW - house.surplusW(s));
    const amps = powerW === 0 ? 0 : followed.amp;
    shown = carState(powerW);
    const currentsA = phases === 1 ? ([amps, 0, 0] as const) : ([amps, amps, amps] as const);
    carsA.push(currentsA);
    const reading = chargerReading({ ...readKnobs(), measuredAtMs: nowMs, car: shown, powerW, currentsA });
    if (house.charger === 'fine') core.takeCharger(reading, nowMs);
    const measured = grid[s - 2];
    const seenW = measured === undefined ? undefined : house.seenW(measured, nowMs - 2000);
    if (house.meter === 'fine' && s % 2 === 0 && seenW !== undefined)
      core.takeMeter({ ...meterReading(seenW, nowMs - 2000), ...phasesAt(s - 2) });
    const decision = core.step(nowMs);
    if (decision.setPoint) {
      wanted = decision.setPoint;
      writes.push({ s, setPoint: decision.setPoint });
    }
    return { s: s++, carW: powerW, carA: Math.max(...currentsA), decision };
  }

  function phasesAt(atS: number): Pick<MeterReading, 'phaseCurrentsA'> {
    const loadsA = house.phasesA?.(atS);
    return loadsA ? { phaseCurrentsA: loadsA.map((amps, phase) => amps + (carsA[atS]?.[phase] ?? 0)) } : {};
  }

  const readKnobs = () => ({ frc: knobs.frc, amp: knobs.amp, psm: knobs.psm });

  function run(seconds: number): Second[] {
    return Array.from({ length: seconds }, second);
  }

  return house;
}
