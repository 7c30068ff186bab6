import type { ChargeWay, WayRanges } from './charge-option.js';
import { type CommandResult, createCommandDesk, type TurnedKnob } from './command-desk.js';
import type { Decision, Explanation, Timer } from './decision.js';
import { fullSpeed } from './full-speed.js';
import { offeredPhases, possibleWays, presentWay, withinHouseLimit } from './limits.js';
import { createObserver } from './observer.js';
import { codeInPlan, createPlanCharging, type PlanMemory, type PlanStage } from './plan-charging.js';
import { type NextLocalTime, nextUtcTime } from './plan-until.js';
import type { ChargerReading, MeterReading } from './readings.js';
import { type ReasonCode, reasonFor } from './reasons.js';
import type { ChangeKind } from './response.js';
import { isEmpty, type SetPoint, setPointFor, type Wish } from './set-point.js';
import type { SurplusSettings } from './settings.js';
import { createSurplusCharging } from './surplus-charging.js';
import { shortestS } from './way-choice.js';
import { weightsOf } from './weights.js';

/**
 * The surplus controller of one charger, without any input or output of its own: readings, results and the time go
 * in, decisions come out. Call `step` about once a second and after every message.
 */
export interface SurplusCore {
  takeMeter(reading: MeterReading): void;
  takeCharger(reading: ChargerReading, nowMs: number): void;
  takeChargerOnline(isOnline: boolean): void;
  takeResult(result: CommandResult, nowMs: number): void;
  /** New settings; choosing a mode, even the same one, also takes back control from a turned knob. */
  change(settings: SurplusSettings, choosesMode: boolean): void;
  step(nowMs: number): Decision;
  readonly settings: SurplusSettings;
}

interface Verdict {
  readonly code: ReasonCode;
  readonly wish?: Wish;
}

/** Lateness below this is jitter, s. */
const JITTER_S = 3;
/** A silence of so many hold times is worth a phase switch: the minimum of one phase risks a third of the energy. */
const LASTING_HOLDS = 3;
/** What a car draws so long after a change is what it takes, ms. */
const STEADY_MS = 30_000;

export interface SurplusCoreOptions {
  /** What an earlier run knew of its plan. */
  readonly planMemory?: PlanMemory;
  /** Default: the owner lives by UTC. */
  readonly nextLocalTime?: NextLocalTime;
  /** Power of other chargers that counts as surplus here but is still drawn, W. */
  readonly yieldingW?: () => number;
}

export function createSurplusCore(initial: SurplusSettings, options: SurplusCoreOptions = {}): SurplusCore {
  const observer = createObserver();
  const charging = createSurplusCharging(observer);
  const desk = createCommandDesk();
  const {
    planMemory = { chargedWh: 0, begin: null },
    nextLocalTime = nextUtcTime,
    yieldingW = () => 0,
  } = options;
  const plan = createPlanCharging(planMemory, nextLocalTime);
  let stage: PlanStage = 'unset';
  let possible: WayRanges = {};
  let wantedW: number | undefined;
  let settings = initial;
  /** Nobody's car is switched by surprise: `off` acts only after the owner chose it. */
  let hasChosenMode = initial.mode !== 'off';
  let isOnline = true;
  let knob: TurnedKnob | undefined;
  let startedMs: number | undefined;
  let waySinceMs = Number.NEGATIVE_INFINITY;

  function overdueS(nowMs: number): number {
    const late = observer.meter.overdueS(nowMs);
    return Number.isFinite(late) ? late : (nowMs - (startedMs ?? nowMs)) / 1000;
  }

  /** Power of others that only will give way is no room yet. */
  function houseLimitW(): number | undefined {
    return settings.houseLimitW === undefined ? undefined : settings.houseLimitW - yieldingW();
  }

  function holdS(): number {
    return Math.max(settings.meterHoldS, 1.5 * observer.meter.periodS);
  }

  function minimumS(): number {
    return settings.meterMinimumS * weightsOf(settings).blindShare;
  }

  /** What the meter's silence demands; undefined while the meter is in time. */
  function onLateMeter(way: ChargeWay, ranges: WayRanges, nowMs: number): Verdict | undefined {
    const lateS = overdueS(nowMs);
    if (lateS <= JITTER_S + observer.meter.periodS) return undefined;
    if (way === 'off') return { code: 'meter_pause' };
    if (lateS <= holdS()) return { code: 'meter_hold' };
    const range = ranges[way];
    if (range && (settings.mode === 'min_pv' || lateS <= holdS() + minimumS())) {
      const isLasting = way === 'three' && ranges.one && lateS > LASTING_HOLDS * holdS();
      const phases = isLasting ? { phases: 1 as const } : {};
      return { code: 'meter_minimum', wish: { charge: true, currentA: range.minA, ...phases } };
    }
    return { code: 'meter_pause', wish: { charge: false } };
  }

  function atFullSpeed(code: ReasonCode, allowed: WayRanges, nowMs: number): Verdict {
    wantedW = fullSpeed(possible, observer.car)?.powerW;
    const full = fullSpeed(allowed, observer.car);
    if (full === undefined) return { code: 'no_limit_left', wish: { charge: false } };
    const { charger, response } = observer;
    const isSteady = response.settledAtMs !== undefined && nowMs - response.settledAtMs > STEADY_MS;
    if (isSteady && charger?.car === 2 && isEmpty(setPointFor(full.wish, charger)))
      plan.learnPower(charger.powerW, full.range.maxA * full.range.wattsPerA);
    return { code, wish: full.wish };
  }

  /** The plan's word: full speed, or undefined when the surplus alone decides. */
  function onPlan(way: ChargeWay, ranges: WayRanges, allowed: WayRanges, nowMs: number): Verdict | undefined {
    if (settings.mode !== 'plan') return undefined;
    const usual = withinHouseLimit(ranges, houseLimitW(), observer.ways.slowW);
    stage = plan.stage(nowMs, fullSpeed(usual, observer.car), observer.car.phases !== undefined);
    if (stage !== 'grid' && stage !== 'late') return undefined;
    if (observer.charger?.car === 4 && way !== 'off') return { code: 'car_full' };
    return atFullSpeed(`plan_${stage}`, allowed, nowMs);
  }

  /** A turned knob stands, but no mode and no knob exceeds the limit of the house. */
  function onTurnedKnob(charger: ChargerReading, way: ChargeWay, allowed: WayRanges): Verdict {
    const code = 'knob_turned';
    if (settings.houseLimitW === undefined || way === 'off') return { code };
    const maxA = allowed[way]?.maxA;
    if (maxA === undefined) return { code, wish: { charge: false } };
    return (charger.amp ?? 0) > maxA ? { code, wish: { charge: true, currentA: maxA } } : { code };
  }

  function judge(nowMs: number): Verdict {
    wantedW = undefined;
    const { charger, car } = observer;
    if (!charger) return { code: 'no_charger' };
    if (!isOnline) return { code: 'charger_unreachable' };
    const way = presentWay(charger, car);
    const ranges = possibleWays(charger, car, settings);
    possible = ranges;
    const lowestW =
      (charging.expectedW ?? observer.forecast.levelW ?? 0) + (observer.forecast.errorsW[0] ?? 0);
    const allowed = withinHouseLimit(ranges, houseLimitW(), lowestW);
    if (settings.mode === 'off' && (!knob || charger.car === 1))
      return { code: 'mode_off', ...(hasChosenMode && { wish: { charge: false } }) };
    if (charger.car === 1) return { code: 'unplugged', wish: { charge: false } };
    if (knob) return onTurnedKnob(charger, way, allowed);
    if (settings.mode === 'fast') return atFullSpeed('fast', allowed, nowMs);
    const planned = onPlan(way, ranges, allowed, nowMs);
    if (planned) return planned;
    if (!allowed.one && !allowed.three) return { code: 'no_limit_left', wish: { charge: false } };
    if (charger.car === 4) return { code: 'car_full' };
    const late = onLateMeter(way, ranges, nowMs);
    if (late) return late;
    const answer = charging.decide({ nowMs, settings, charger, way, waySinceMs, ranges, allowed });
    return settings.mode === 'plan' ? { ...answer, code: codeInPlan(stage, answer.code) } : answer;
  }

  function kindOf(setPoint: SetPoint, charger: ChargerReading): ChangeKind {
    if (setPoint.frc === 1) return 'stop';
    if (setPoint.frc === 2) return 'start';
    const isPhases = setPoint.psm !== undefined || setPoint.fsp !== undefined;
    return isPhases && charger.car === 2 ? 'phases' : 'current';
  }

  function send(setPoint: SetPoint, charger: ChargerReading, nowMs: number) {
    const kind = kindOf(setPoint, charger);
    desk.send(setPoint, nowMs);
    charging.restart();
    if (kind === 'start') observer.car.forgetLimit();
    if (kind !== 'current') waySinceMs = nowMs;
    if (kind === 'start' || charger.car === 2)
      observer.response.begin(kind, nowMs, setPoint.amp ?? charger.amp ?? 0);
  }

  function dispatch(wish: Wish | undefined, nowMs: number): SetPoint | undefined {
    const { charger } = observer;
    if (!wish || !charger || desk.isPending || nowMs < desk.readyAtMs) return undefined;
    const setPoint = setPointFor(wish, charger);
    if (isEmpty(setPoint)) return undefined;
    send(setPoint, charger, nowMs);
    return setPoint;
  }

  /** Shortest time of the present way, ms. */
  function shortestMs(): number {
    const way = observer.charger ? presentWay(observer.charger, observer.car) : 'off';
    return shortestS(way, way === 'off' ? 'one' : 'off', settings) * weightsOf(settings).shortestShare * 1000;
  }

  function timers(nowMs: number): Timer[] {
    const meterDueMs = nowMs + (holdS() - overdueS(nowMs)) * 1000;
    const all: Timer[] = [
      { name: 'set_point_interval', untilMs: desk.readyAtMs },
      { name: 'shortest_time', untilMs: waySinceMs + shortestMs() },
      ...(overdueS(nowMs) > JITTER_S
        ? [
            { name: 'meter_minimum' as const, untilMs: meterDueMs },
            { name: 'meter_pause' as const, untilMs: meterDueMs + minimumS() * 1000 },
          ]
        : []),
    ];
    return all.filter((timer) => timer.untilMs > nowMs);
  }

  function explain(): Explanation {
    const { charger, car, response, meter, forecast, ways, sample } = observer;
    return {
      mode: settings.mode,
      way: charger ? presentWay(charger, car) : 'off',
      surplusW: sample?.surplusW,
      meanSurplusW: ways.slowW,
      expectedW: charging.expectedW,
      meterAgeS: meter.ageS,
      meterPeriodS: meter.periodS,
      trendShare: forecast.trendShare,
      currentResponseS: response.usualS.current,
      startResponseS: response.usualS.start,
      phaseResponseS: response.usualS.phases,
      ignoredChanges: response.ignored,
      carMaxA: Number.isFinite(car.maxA) ? car.maxA : undefined,
      carPhases: car.phases,
      worthsWh: charging.worths,
      aheadWh: charging.aheadWh,
      setPointCostWh: weightsOf(settings).setPointWh,
      plan: plan.state,
      isSettling: response.settledAtMs === undefined,
      wantedW,
    };
  }

  return {
    takeMeter: observer.takeMeter,
    takeCharger(reading, nowMs) {
      const before = observer.charger;
      observer.takeCharger(reading);
      plan.takeCharger(reading);
      const turned = desk.takeReading(reading, nowMs);
      if (turned) knob = turned;
      if (before?.car === 1 && reading.car !== 1) knob = undefined;
      if (before && before.car !== 1 && reading.car === 1) observer.response.cancel(nowMs);
    },
    takeChargerOnline(online) {
      if (!online) desk.resync();
      isOnline = online;
    },
    takeResult(result, nowMs) {
      desk.takeResult(result, nowMs);
      if (!result.ok) observer.response.cancel(nowMs);
    },
    change(next, choosesMode) {
      settings = next;
      if (!choosesMode) return;
      hasChosenMode = true;
      knob = undefined;
      plan.restart();
    },
    step(nowMs) {
      startedMs ??= nowMs;
      observer.match(nowMs, settings.targetGridPowerW);
      if (observer.charger) plan.follow(settings, observer.charger, nowMs);
      const verdict = judge(nowMs);
      const setPoint = dispatch(verdict.wish, nowMs);
      const { charger, sample } = observer;
      const reason = reasonFor(verdict.code, {
        ...(sample && { surplusW: sample.surplusW }),
        ...(charger?.amp !== undefined && { currentA: setPoint?.amp ?? charger.amp }),
        ...(charger && { phases: offeredPhases(charger) }),
        ...(knob && { knob: `${knob.key} to ${String(knob.value)}` }),
        ...(desk.trouble !== undefined && { trouble: desk.trouble }),
        overdueS: overdueS(nowMs),
        nowMs,
        plan: {
          ...plan.state,
          ...(settings.planEnergyWh !== undefined && { energyWh: settings.planEnergyWh }),
        },
      });
      return { ...(setPoint && { setPoint }), reason, timers: timers(nowMs), explanation: explain() };
    },
    get settings() {
      return settings;
    },
  };
}
