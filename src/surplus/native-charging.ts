import type { WayRanges } from './charge-option.js';
import type { CommandResult } from './command-desk.js';
import { hasEnded } from './limits.js';
import type { MeterState } from './meter-silence.js';
import {
  differing,
  handedOver,
  nativePhases,
  nativeSettings,
  shownOf,
  withoutForeign,
} from './native-settings.js';
import type { ChargerReading } from './readings.js';
import type { ReasonCode } from './reasons.js';
import { isEmpty, type SetPoint } from './set-point.js';
import type { SurplusSettings } from './settings.js';

/** What `ids` takes, W: grid import positive, sun positive, battery discharge positive. What is not known is absent. */
export interface InverterData {
  readonly pGrid: number;
  readonly pPv?: number;
  readonly pAkku?: number;
}

/** Of one moment, W, with the signs of `ids`. */
export interface HousePowers {
  readonly gridPowerW: number;
  readonly pvPowerW?: number | undefined;
  readonly batteryPowerW?: number | undefined;
}

/** Mode native: the charger's own logic decides; it is set up, told of the house, and put back afterwards. */
export interface NativeCharging {
  takeCharger(reading: ChargerReading, nowMs: number): void;
  /** Charger or broker were away: what changes until the charger is seen again, and until then, is nobody's wish. */
  resync(untilMs?: number): void;
  /** The result of a feeding. */
  takeResult(result: CommandResult): void;
  decide(question: NativeQuestion): NativeAnswer;
  /** What to tell the charger now; undefined when it was told a moment ago, or no car is there. */
  feed(house: HousePowers, charger: ChargerReading | undefined, nowMs: number): InverterData | undefined;
  /**
   * In another mode: what is still to be put back.
   * @param controls what that mode sets by itself; all else is put back as it was
   */
  leave(reading: ChargerReading, controls: 'current' | 'force' | 'nothing'): SetPoint;
  /** At the end: everything as it was before. @param isForced whether that goes for `frc` too */
  release(isForced: boolean): SetPoint;
  /** A command was sent. */
  sent(setPoint: SetPoint): void;
  /** What is to be put back, to be kept over a restart; undefined when there is nothing. */
  readonly before: SetPoint | undefined;
  /** Why the charger could not be told, in words. */
  readonly trouble: string | undefined;
}

export interface NativeQuestion {
  readonly nowMs: number;
  readonly settings: SurplusSettings;
  readonly charger: ChargerReading;
  /** What is possible at all, and what the limits of the house leave of it now. */
  readonly ranges: WayRanges;
  readonly allowed: WayRanges;
  /** There is a limit of the house, and what the house draws is not known. */
  readonly isHouseUnknown: boolean;
  readonly meter: MeterState;
}

export interface NativeAnswer {
  readonly code: ReasonCode;
  /** Keys that are to change; absent when the charger has no such logic. */
  readonly setPoint?: SetPoint;
}

/** What the limits leave to the charger's own logic; no current: no charging. */
interface Bound {
  readonly maxA: number;
  readonly isThreeTooMuch: boolean;
  readonly powerW: number;
}

/** With a step a second: every 3 s. The charger drops what is older than five seconds. */
const FEED_MS = 2_500;
/** Who refuses on principle is asked again now and then only, ms. */
const REFUSED_MS = 60_000;
const ON_PRINCIPLE: ReadonlySet<string | undefined> = new Set(['read_only', 'not_allowed', 'rejected']);
/** A bound that gets wider is not followed more often, ms. */
const WIDEN_MS = 60_000;

function boundOf(allowed: WayRanges, isThreeTooMuch: boolean): Bound {
  const { maxA = 0, wattsPerA = 0 } = (isThreeTooMuch ? undefined : allowed.three) ?? allowed.one ?? {};
  return { maxA, isThreeTooMuch, powerW: maxA * wattsPerA };
}

/** @param kept what an earlier run has to put back */
export function createNativeCharging(kept?: SetPoint): NativeCharging {
  let before = kept;
  let last: ChargerReading | undefined;
  let resyncUntilMs = Number.NEGATIVE_INFINITY;
  let expected: SetPoint = {};
  let arePhasesFree = false;
  let fedMs = Number.NEGATIVE_INFINITY;
  let bound: Bound | undefined;
  let boundMs = Number.NEGATIVE_INFINITY;
  let feedMs = FEED_MS;
  let trouble: string | undefined;

  /** What the limits leave: narrower at once, wider now and then. */
  function follow({ ranges, allowed, isHouseUnknown, nowMs }: NativeQuestion): Bound {
    let next = boundOf(allowed, ranges.three !== undefined && allowed.three === undefined);
    if (bound !== undefined && next.powerW > bound.powerW && nowMs - boundMs < WIDEN_MS) {
      // The way that stands may have got narrower all the same: by the limit of a phase.
      const held = boundOf(allowed, bound.isThreeTooMuch);
      next = held.maxA < bound.maxA ? held : bound;
    }
    const isOther = next.maxA !== bound?.maxA || next.isThreeTooMuch !== bound.isThreeTooMuch;
    // What was left blindly is no reason to wait once the house is known.
    if (isOther && !isHouseUnknown) boundMs = nowMs;
    bound = next;
    return next;
  }

  function codeOf({ charger, meter }: NativeQuestion, maxA: number): ReasonCode {
    if (maxA === 0) return 'no_limit_left';
    if (meter === 'given_up') return 'meter_pause';
    if (charger.car === 1) return 'unplugged';
    if (hasEnded(charger)) return 'car_full';
    return meter === 'silent' ? 'native_blind' : 'native';
  }

  return {
    takeCharger(reading, nowMs) {
      if (before !== undefined && last !== undefined)
        before = withoutForeign(before, expected, [last, reading]);
      // Unplugging makes the charger neutral: what was forced before is over.
      if (reading.car === 1 && before?.frc !== undefined) before = { ...before, frc: 0 };
      last = nowMs >= resyncUntilMs ? reading : undefined;
    },
    resync(untilMs = Number.NEGATIVE_INFINITY) {
      last = undefined;
      resyncUntilMs = Math.max(resyncUntilMs, untilMs);
    },
    takeResult({ ok, message, errorCode }) {
      if (errorCode === 'superseded') return;
      feedMs = ON_PRINCIPLE.has(errorCode) ? REFUSED_MS : FEED_MS;
      trouble = ok ? undefined : (message ?? errorCode ?? 'the charger refused the data');
    },
    decide(question) {
      const { settings, charger, meter } = question;
      if (charger.fup === undefined || charger.lmo === undefined) return { code: 'native_missing' };
      const { maxA, isThreeTooMuch } = follow(question);
      const wanted = nativeSettings(
        {
          targetGridPowerW: settings.targetGridPowerW,
          maxA: meter === 'given_up' ? 0 : maxA,
          phases: nativePhases(settings.phasePolicy, charger, isThreeTooMuch),
          arePhasesFree,
        },
        charger,
      );
      const code = codeOf(question, maxA);
      if (charger.fsp === false) arePhasesFree = true;
      if (before !== undefined) return { code, setPoint: differing(wanted, charger) };
      // What was there before is published before anything is written: whatever dies then, it can be put back.
      before = shownOf({ amp: maxA, ...wanted }, charger);
      return { code, setPoint: {} };
    },
    feed({ gridPowerW, pvPowerW, batteryPowerW }, charger, nowMs) {
      if (charger?.fup === undefined || charger.car === 1 || nowMs - fedMs < feedMs) return undefined;
      fedMs = nowMs;
      return {
        pGrid: Math.round(gridPowerW),
        ...(pvPowerW !== undefined && { pPv: Math.round(pvPowerW) }),
        ...(batteryPowerW !== undefined && { pAkku: Math.round(batteryPowerW) }),
      };
    },
    leave(reading, controls) {
      if (before === undefined) return {};
      const { frc: _, ...unforced } = before;
      const back = differing(controls === 'force' ? unforced : before, reading, expected);
      const due = controls === 'current' ? handedOver(before, reading, expected) : back;
      if (isEmpty(due)) before = undefined;
      return due;
    },
    // A command may be under way still: what is the same now may be another a moment later.
    release(isForced) {
      const { frc: _, ...unforced } = before ?? {};
      return isForced ? (before ?? {}) : unforced;
    },
    sent(setPoint) {
      expected = { ...expected, ...setPoint };
    },
    get before() {
      return before;
    },
    get trouble() {
      return trouble;
    },
  };
}
