import type { Location } from './clear-sky.js';
import { type CommandResult, createCommandDesk, type TurnedKnob } from './command-desk.js';
import type { Decision } from './decision.js';
import { createDispatch } from './dispatch.js';
import { explain } from './explanation.js';
import { failSafeSetPoint } from './fail-safe.js';
import { createFullCharging, type FullAnswer } from './full-charging.js';
import { createHouseBattery } from './house-battery.js';
import { createHouseGuard, wishWithinLimits } from './house-guard.js';
import type { Learned } from './learned.js';
import { offeredPhases, possibleWays, presentWay } from './limits.js';
import { createMeterSilence } from './meter-silence.js';
import { createNativeCharging, type InverterData, type NativeAnswer } from './native-charging.js';
import { watchedKeys } from './native-settings.js';
import { createObserver } from './observer.js';
import { codeInPlan, createPlanCharging, type PlanMemory } from './plan-charging.js';
import { type NextLocalTime, nextUtcTime } from './plan-until.js';
import type { ChargerReading, MeterReading } from './readings.js';
import { type Reason, type ReasonCode, reasonFor } from './reasons.js';
import type { SetPoint } from './set-point.js';
import type { SurplusSettings } from './settings.js';
import { createSurplusCharging, type SurplusQuestion } from './surplus-charging.js';

/**
 * The surplus controller of one charger, without any input or output of its own: readings, results and the time go
 * in, decisions come out. Call `step` about once a second and after every message.
 */
export interface SurplusCore {
  takeMeter(reading: MeterReading): void;
  takeCharger(reading: ChargerReading, nowMs: number): void;
  takeChargerOnline(isOnline: boolean): void;
  /** The broker was away: others may have acted meanwhile, and nobody turned a knob by that. */
  takeReconnected(nowMs: number): void;
  takeResult(result: CommandResult, nowMs: number): void;
  /** The result of telling the charger's own logic of the house. */
  takeFeedResult(result: CommandResult): void;
  /** New settings; choosing a mode, even the same one, takes the charger in hand, also from a turned knob. */
  change(settings: SurplusSettings, choosesMode: boolean): void;
  step(nowMs: number): Decision;
  /** What is to be written before the controller leaves, in one request; empty: nothing. */
  farewell(): SetPoint;
  readonly settings: SurplusSettings;
  /** What the next run begins with. */
  readonly learned: Learned;
}

export interface SurplusCoreOptions {
  /** What an earlier run knew of its plan. */
  readonly planMemory?: PlanMemory;
  /** What an earlier run has to put back. */
  readonly beforeNative?: SetPoint | undefined;
  /** Default: the owner lives by UTC. */
  readonly nextLocalTime?: NextLocalTime;
  /** What an earlier run has learned. */
  readonly learned?: Learned | undefined;
  /** Where the roof is; default: nobody knows. */
  readonly location?: Location | undefined;
  /** Power of other chargers that counts as surplus here but is still drawn, W. */
  readonly yieldingW?: () => number;
}

/** A native answer has keys to write as they are, in place of a wish. */
type Verdict = FullAnswer & NativeAnswer;

/** After a reconnection old and new states may come one after the other, ms. */
const RESYNC_MS = 5000;
/** The controller speaks once a second: the bridge counts its silence from a word that may be so old. */
const LAST_WORD_MS = 1000;

export function createSurplusCore(initial: SurplusSettings, options: SurplusCoreOptions = {}): SurplusCore {
  const {
    planMemory = { chargedWh: 0, begin: null },
    nextLocalTime = nextUtcTime,
    yieldingW = () => 0,
  } = options;
  const observer = createObserver(options.location, options.learned);
  const charging = createSurplusCharging(observer);
  const desk = createCommandDesk();
  const native = createNativeCharging(options.beforeNative);
  const dispatch = createDispatch(observer, charging, desk, native);
  const plan = createPlanCharging(planMemory, nextLocalTime);
  const silence = createMeterSilence(observer);
  const battery = createHouseBattery();
  const guard = createHouseGuard(observer, silence, () => yieldingW() + battery.yieldingW);
  const full = createFullCharging(observer, plan, guard);
  /** Nobody's car is switched by surprise: `off` acts only after the owner chose it. */
  let settings = { ...initial, handsOff: initial.handsOff && initial.mode === 'off' };
  let isOnline = true;
  /** When the charger was last heard of. */
  let heardMs = Number.NEGATIVE_INFINITY;
  let knob: TurnedKnob | undefined;
  let meter: MeterReading | undefined;

  function judge(nowMs: number): Verdict {
    const { charger, car } = observer;
    if (!charger) return { code: 'no_charger' };
    if (!isOnline) return { code: 'charger_unreachable' };
    const way = presentWay(charger, car);
    const ranges = possibleWays(charger, car, settings);
    const allowed = guard.now(ranges, settings, nowMs);
    const { waySinceMs } = dispatch;
    const answer = answerTo({ nowMs, settings, charger, way, waySinceMs, ranges, allowed });
    if (answer.wish || answer.setPoint || answer.code === 'hands_off') return answer;
    const wish = wishWithinLimits(charger, way, allowed, settings);
    return wish ? { ...answer, wish } : answer;
  }

  function answerTo(question: SurplusQuestion): Verdict {
    const { charger, allowed, nowMs } = question;
    if (settings.handsOff) return { code: 'hands_off' };
    if (settings.mode === 'native') {
      if (knob) return { code: 'knob_turned' };
      const isHouseUnknown = guard.isBlind(settings, nowMs);
      return native.decide({ ...question, isHouseUnknown, meter: silence.state(settings, nowMs) });
    }
    if (settings.mode === 'off' && (!knob || charger.car === 1))
      return { code: 'mode_off', wish: { charge: false } };
    if (charger.car === 1) return { code: 'unplugged', wish: { charge: false } };
    if (knob) return { code: 'knob_turned' };
    if (settings.mode === 'fast') return full.answer('fast', question);
    const planned = full.answerToPlan(question);
    if (planned) return planned;
    if (observer.isCarFull) return { code: 'car_full' };
    if (!allowed.one && !allowed.three) return { code: 'no_limit_left', wish: { charge: false } };
    const late = silence.answer(question);
    if (late) return late;
    const answer = charging.decide(question);
    return settings.mode === 'plan' ? { ...answer, code: codeInPlan(full.stage, answer.code) } : answer;
  }

  function feed(nowMs: number): InverterData | undefined {
    if (settings.mode !== 'native' || !isOnline || !meter) return undefined;
    if (silence.state(settings, nowMs) !== 'fine') return undefined;
    return native.feed({ ...meter, batteryPowerW: battery.countedW }, observer.charger, nowMs);
  }

  /** After so long a silence the bridge may have set the charger in the controller's place: that is no hand on a knob. */
  function mayBridgeHaveActed(nowMs: number): boolean {
    return settings.failSafe !== 'keep' && nowMs - heardMs >= settings.failSafeS * 1000 - LAST_WORD_MS;
  }

  function resync(untilMs?: number): void {
    desk.resync(untilMs);
    native.resync(untilMs);
  }

  function reasonOf(code: ReasonCode, setPoint: SetPoint | undefined, nowMs: number): Reason {
    const { charger, sample } = observer;
    return reasonFor(code, {
      ...(sample && { surplusW: sample.surplusW }),
      ...(charger?.amp !== undefined && { currentA: setPoint?.amp ?? charger.amp }),
      ...(charger && { phases: offeredPhases(charger) }),
      ...(knob && { knob: `${knob.key} to ${String(knob.value)}` }),
      trouble: desk.trouble ?? native.trouble,
      ...(meter && { gridW: meter.gridPowerW }),
      isBatterySilent: battery.isSilent && settings.mode !== 'off' && settings.mode !== 'fast',
      overdueS: silence.overdueS(nowMs),
      isHouseUnknown: guard.isBlind(settings, nowMs) && !settings.handsOff,
      nowMs,
      plan: {
        ...plan.state,
        ...(settings.planEnergyWh !== undefined && { energyWh: settings.planEnergyWh }),
      },
    });
  }

  return {
    takeMeter(reading) {
      meter = reading;
      observer.takeMeter(battery.take(reading, settings));
    },
    takeCharger(reading, nowMs) {
      if (mayBridgeHaveActed(nowMs)) resync(nowMs);
      heardMs = nowMs;
      const before = observer.charger;
      observer.takeCharger(reading);
      plan.takeCharger(reading);
      native.takeCharger(reading, nowMs);
      const turned = desk.takeReading(reading, nowMs, watchedKeys(settings.mode));
      if (turned) knob = turned;
      if (before?.car === 1 && reading.car !== 1) knob = undefined;
      if (before && before.car !== 1 && reading.car === 1) observer.response.cancel(nowMs);
    },
    takeChargerOnline(online) {
      if (!online) resync();
      else if (!isOnline) desk.retry();
      isOnline = online;
    },
    takeReconnected: (nowMs) => resync(nowMs + RESYNC_MS),
    takeResult(result, nowMs) {
      desk.takeResult(result, nowMs);
      if (!result.ok) observer.response.cancel(nowMs);
    },
    takeFeedResult: native.takeResult,
    change(next, choosesMode) {
      settings = choosesMode ? { ...next, handsOff: false } : next;
      if (!choosesMode) return;
      knob = undefined;
      plan.restart();
    },
    step(nowMs) {
      observer.match(nowMs, settings.targetGridPowerW);
      if (observer.charger) plan.follow(settings, observer.charger, nowMs);
      const verdict = judge(nowMs);
      const setPoint = isOnline ? dispatch.send(verdict, settings, nowMs) : undefined;
      const told = feed(nowMs);
      const timers = [...dispatch.timers(settings), ...silence.timers(settings, nowMs)];
      return {
        ...(setPoint && { setPoint }),
        ...(told && { feed: told }),
        reason: reasonOf(verdict.code, setPoint, nowMs),
        timers: timers.filter(({ untilMs }) => untilMs > nowMs),
        explanation: explain({
          settings,
          observer,
          charging,
          native,
          battery,
          plan: plan.state,
          wantedW: verdict.wantedW,
        }),
      };
    },
    farewell() {
      if (!isOnline) return {};
      const { charger } = observer;
      const back = native.release(settings.mode === 'native');
      if (!charger || knob || settings.mode === 'off') return back;
      return { ...back, ...failSafeSetPoint(settings, { ...charger, ...back }) };
    },
    get settings() {
      return settings;
    },
    get learned() {
      return observer.learned;
    },
  };
}
