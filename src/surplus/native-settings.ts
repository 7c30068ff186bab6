import type { CarModel } from './car-model.js';
import type { ChargeWay } from './charge-option.js';
import { canSwitchPhases, offeredPhases, presentWay } from './limits.js';
import type { ChargerReading } from './readings.js';
import { isEmpty, KNOBS, type SetPoint, type SetPointKey } from './set-point.js';
import type { PhasePolicy, SurplusMode } from './settings.js';

/** The charger's own surplus logic: the keys that it needs, and how they are put back (go-e's key list, v2#226). */

/** Keys of the charger's own logic alone; the other keys of a set-point are knobs of every mode. */
const NATIVE_KEYS = ['fup', 'lmo', 'pgt', 'acp'] as const satisfies readonly SetPointKey[];

export interface NativeWish {
  /** W, import positive. */
  readonly targetGridPowerW: number;
  /** Most that the limits allow, A; 0: no charging. */
  readonly maxA: number;
  readonly phases: PhasePolicy;
  /** Whether a charger without psm was once seen on its own phases. */
  readonly arePhasesFree: boolean;
}

const ECO = 4;
const IDLE_W = 60;

/** Whether the charger's own logic chooses the current: what is offered then follows from no set-point. */
export function decidesByItself({ fup, lmo, frc }: ChargerReading): boolean {
  return fup === true && lmo === ECO && frc === 0;
}

/** What native mode wants of the charger; keys that it does not have are left out. */
export function nativeSettings(
  { targetGridPowerW, maxA, phases, arePhasesFree }: NativeWish,
  reading: ChargerReading,
): SetPoint {
  const wanted: SetPoint = {
    // The logic acts only in eco mode, while nothing is forced.
    fup: true,
    lmo: ECO,
    frc: maxA === 0 ? 1 : 0,
    pgt: targetGridPowerW,
    // Otherwise it goes on at the minimum when the surplus is gone (modelStatus 20).
    acp: true,
    // Bounds what the logic chooses.
    ...(maxA > 0 && { amp: maxA }),
    ...(phases === 'auto' ? { psm: 0 } : { psm: phases === 1 ? 1 : 2 }),
    // Where there is no psm, the logic moves fsp by itself, once it is let go.
    ...(reading.psm === undefined && !(phases === 'auto' && arePhasesFree) && { fsp: phases === 1 }),
  };
  return picked(wanted, (key) => reading[key] !== undefined);
}

/**
 * Those of these keys that the charger shows otherwise.
 * @param told what it was told last, and may show only a moment later
 */
export function differing(wanted: SetPoint, reading: ChargerReading, told: SetPoint = {}): SetPoint {
  return picked(wanted, (key) => wanted[key] !== reading[key] || wanted[key] !== (told[key] ?? wanted[key]));
}

/** What the charger shows of these keys. */
export function shownOf(wanted: SetPoint, reading: ChargerReading): SetPoint {
  const { fup, lmo, pgt, acp, frc, amp, psm, fsp } = reading;
  return picked({ fup, lmo, pgt, acp, frc, amp, psm, fsp } as SetPoint, (key) => wanted[key] !== undefined);
}

/** Without the keys that somebody else changed between two readings: that is a wish of theirs. */
export function withoutForeign(
  before: SetPoint,
  expected: SetPoint,
  [last, reading]: readonly [ChargerReading, ChargerReading],
): SetPoint {
  // Unplugging sets frc back to neutral by itself.
  const isItself = (key: SetPointKey) => key === 'fsp' || (key === 'frc' && reading.car === 1);
  return picked(before, (key) => {
    return reading[key] === last[key] || reading[key] === expected[key] || isItself(key);
  });
}

/**
 * What a mode that sets current and phases by itself needs of what was before: the keys of the charger's own
 * logic, and the present state as current and phases. So it begins where the charger's own logic ended, and nothing
 * begins to charge in between.
 */
export function handedOver(before: SetPoint, reading: ChargerReading, told: SetPoint): SetPoint {
  const back = differing(before, reading, told);
  const native = picked(back, isNativeKey);
  if (isEmpty(native) && !(reading.psm === 0 && back.psm !== undefined)) return {};
  return { ...native, ...heldAsItIs(reading) };
}

function heldAsItIs(reading: ChargerReading): SetPoint {
  if (reading.powerW < IDLE_W) return differing({ frc: 1 }, reading);
  const amps = Math.max(6, Math.round(Math.max(...reading.currentsA)));
  const psm = reading.psm !== undefined && {
    psm: offeredPhases(reading) === 1 ? (1 as const) : (2 as const),
  };
  return differing({ amp: Math.min(amps, reading.amp ?? amps), ...psm }, reading);
}

/** The way that is shown to people: what the charger's own logic does, where it decides. */
export function shownWay(reading: ChargerReading, car: CarModel): ChargeWay {
  return decidesByItself(reading) && reading.powerW < IDLE_W ? 'off' : presentWay(reading, car);
}

/** Keys whose change by somebody else is a hand on a knob. The charger's own logic moves `fsp`. */
export function watchedKeys(mode: SurplusMode): readonly SetPointKey[] {
  return mode === 'native' ? ['frc', 'amp', 'psm', ...NATIVE_KEYS] : KNOBS;
}

/** Phases for native mode: automatic, unless the owner or the house's limit leaves only some. */
export function nativePhases(
  policy: PhasePolicy,
  reading: ChargerReading,
  isThreeTooMuch: boolean,
): PhasePolicy {
  return policy === 'auto' && isThreeTooMuch && canSwitchPhases(reading) ? 1 : policy;
}

function isNativeKey(key: SetPointKey): boolean {
  return NATIVE_KEYS.some((each) => each === key);
}

function picked(setPoint: SetPoint, condition: (key: SetPointKey) => boolean): SetPoint {
  const entries = Object.entries(setPoint).filter(
    ([key, value]) => value !== undefined && condition(key as SetPointKey),
  );
  return Object.fromEntries(entries) as SetPoint;
}
