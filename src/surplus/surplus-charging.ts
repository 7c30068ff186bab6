import type { ChargeWay, WayRanges } from './charge-option.js';
import { createCurrentChoice, type Outlook } from './current-choice.js';
import type { Observer } from './observer.js';
import type { ChargerReading } from './readings.js';
import type { ReasonCode } from './reasons.js';
import type { Wish } from './set-point.js';
import type { SurplusSettings } from './settings.js';
import { shortestMs } from './way-choice.js';
import type { WayWorths } from './way-values.js';
import { weightsOf } from './weights.js';

/** The modes that follow the surplus: which way of charging, and which ampere. */
export interface SurplusCharging {
  decide(question: SurplusQuestion): SurplusAnswer;
  /** A set-point was sent: what was added up before it no longer counts. */
  restart(): void;
  readonly worths: WayWorths | undefined;
  readonly expectedW: number | undefined;
  readonly aheadWh: number;
}

export interface SurplusQuestion {
  readonly nowMs: number;
  readonly settings: SurplusSettings;
  readonly charger: ChargerReading;
  readonly way: ChargeWay;
  /** Since when this way. */
  readonly waySinceMs: number;
  /** What is possible at all, and what the house's limit leaves of it now. */
  readonly ranges: WayRanges;
  readonly allowed: WayRanges;
}

export interface SurplusAnswer {
  readonly code: ReasonCode;
  readonly wish?: Wish;
}

const LONGEST_STEP_S = 15;

/** Whether the owner's shortest time on the present way does not allow another yet. */
export function isTooSoon({ nowMs, settings, way, waySinceMs }: SurplusQuestion, to: ChargeWay): boolean {
  return to !== way && nowMs - waySinceMs < shortestMs(way, to, settings);
}

export function createSurplusCharging(observer: Observer): SurplusCharging {
  const current = createCurrentChoice();
  let decidedMs = Number.NEGATIVE_INFINITY;
  let worths: WayWorths | undefined;
  let expectedW: number | undefined;
  let lastCode: ReasonCode = 'waiting_for_reading';

  function outlookOn(way: Exclude<ChargeWay, 'off'>, question: SurplusQuestion): Outlook | undefined {
    const range = question.allowed[way];
    if (!range || expectedW === undefined) return undefined;
    const { roundingWeight: importWeight, setPointWh } = weightsOf(question.settings);
    return { range, expectedW, errorsW: observer.forecast.errorsW, importWeight, setPointWh };
  }

  function chargeOn(way: ChargeWay, question: SurplusQuestion): Wish {
    if (way === 'off') return { charge: false };
    const outlook = outlookOn(way, question);
    if (!outlook) return { charge: false };
    const isOnePhaseCar = observer.car.phases === 1;
    const phases = isOnePhaseCar ? {} : { phases: way === 'one' ? (1 as const) : (3 as const) };
    return { charge: true, currentA: current.best(outlook), ...phases };
  }

  /** `tooSoon`: another way is worth more, but the shortest time on the present one is not over. */
  function chooseWay(question: SurplusQuestion, expectedW: number): ChargeWay | 'tooSoon' {
    const { nowMs, settings, way, ranges, allowed } = question;
    const { usualS } = observer.response;
    const weights = weightsOf(settings);
    const answer = observer.ways.choose({
      from: way,
      ranges,
      mayStop: settings.mode !== 'min_pv',
      weights,
      lost: { startS: usualS.start, phaseSwitchS: usualS.phases },
      nowMs,
      expectedW,
    });
    worths = answer.worths;
    const wanted = answer.way;
    if (isTooSoon(question, wanted) && (way === 'off' || allowed[way])) return 'tooSoon';
    if (wanted === 'off' || allowed[wanted]) return wanted;
    return allowed.one ? 'one' : 'off';
  }

  function followCurrent(question: SurplusQuestion, stepS: number): SurplusAnswer {
    const { way, charger } = question;
    if (way === 'off') return { code: 'waiting_for_surplus', wish: { charge: false } };
    const outlook = outlookOn(way, question);
    if (!outlook) return { code: 'waiting_for_surplus' };
    const presentA = charger.amp ?? outlook.range.minA;
    const wantedA =
      presentA > outlook.range.maxA || presentA < outlook.range.minA
        ? current.best(outlook)
        : current.step(outlook, presentA, stepS);
    const atMinimum =
      (wantedA ?? presentA) === outlook.range.minA &&
      outlook.expectedW < outlook.range.minA * outlook.range.wattsPerA;
    const code = atMinimum ? 'minimum' : 'following_surplus';
    const currentA = wantedA ?? charger.amp;
    return currentA === undefined ? { code } : { code, wish: { charge: true, currentA } };
  }

  function answerTo(question: SurplusQuestion, expectedW: number, stepS: number): SurplusAnswer {
    const wanted = chooseWay(question, expectedW);
    if (wanted === 'tooSoon' && question.way === 'off')
      return { code: 'waiting_for_min_off_time', wish: { charge: false } };
    if (wanted === 'tooSoon' || wanted === question.way) return followCurrent(question, stepS);
    const code = wanted === 'off' ? 'waiting_for_surplus' : 'following_surplus';
    return { code, wish: chargeOn(wanted, question) };
  }

  return {
    decide(question) {
      const { settledAtMs } = observer.response;
      const { sample } = observer;
      if (settledAtMs === undefined) return { code: 'waiting_for_effect' };
      if (!sample || sample.atMs < settledAtMs) return { code: 'waiting_for_reading' };
      // Decisions are made once per reading.
      if (sample.atMs <= decidedMs) return { code: lastCode };
      const stepS = Math.min(LONGEST_STEP_S, (sample.atMs - decidedMs) / 1000);
      decidedMs = sample.atMs;
      const aheadS = (question.nowMs - sample.atMs) / 1000 + observer.lookAheadS();
      expectedW = observer.forecast.expectedW(aheadS);
      const answer = answerTo(question, expectedW, stepS);
      lastCode = answer.code;
      return answer;
    },
    restart: current.restart,
    get worths() {
      return worths;
    },
    get expectedW() {
      return expectedW;
    },
    get aheadWh() {
      return current.aheadWh;
    },
  };
}
