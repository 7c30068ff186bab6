import { createEnergyCount, type EnergyMemory } from './energy-count.js';
import type { FullSpeed } from './full-speed.js';
import { planAnew, planNow } from './plan.js';
import { type NextLocalTime, untilMsOf } from './plan-until.js';
import { type PriceSlot, readPrices } from './prices.js';
import type { ChargerReading } from './readings.js';
import type { ReasonCode } from './reasons.js';
import type { SurplusSettings } from './settings.js';

/** What is kept of a plan over a restart. */
export interface PlanMemory extends EnergyMemory {
  readonly startedMs?: number;
  readonly deadlineMs?: number;
  /** What the car drew at full speed, W. */
  readonly carPowerW?: number;
}

export interface PlanState extends PlanMemory {
  /** When the grid is to help next. */
  readonly gridFromMs?: number;
}

/** `unset`: no energy, or no time to come, was set. */
export type PlanStage = 'unset' | 'done' | 'surplus' | 'grid' | 'late';

/** The plan of one charger: it begins with a plug-in or with the choice of the mode, and ends with unplugging. */
export interface PlanCharging {
  takeCharger(reading: ChargerReading): void;
  /** To be called at every step, in every mode. */
  follow(settings: SurplusSettings, reading: ChargerReading, nowMs: number): void;
  /** Begins anew at the next step. */
  restart(): void;
  /**
   * @param full what full speed would be now
   * @param arePhasesKnown whether the car was seen to use the phases that it is offered
   */
  stage(nowMs: number, full: FullSpeed | undefined, arePhasesKnown: boolean): PlanStage;
  /** The car draws so much while full speed is offered and nothing changes. */
  learnPower(powerW: number, offeredW: number): void;
  readonly state: PlanState;
}

export function createPlanCharging(memory: PlanMemory, nextLocalTime: NextLocalTime): PlanCharging {
  const energy = createEnergyCount(memory);
  let { startedMs, deadlineMs, carPowerW } = memory;
  let settings: SurplusSettings | undefined;
  let reading: ChargerReading | undefined;
  let gridFromMs: number | undefined;
  let isHelping = false;
  let hasLearned = false;
  /** What the last answer rested on. */
  let basis = '';

  function begin(nowMs: number): void {
    startedMs = nowMs;
    energy.restart();
    if (reading !== undefined) energy.take(reading);
    setDeadline(nowMs);
  }

  function end(): void {
    startedMs = deadlineMs = gridFromMs = undefined;
    isHelping = false;
  }

  /** A moment that has passed already is no plan: nobody's car is charged for yesterday. */
  function setDeadline(nowMs: number): void {
    const text = settings?.planUntil;
    const ms = text === undefined ? undefined : untilMsOf(text, nowMs, nextLocalTime);
    deadlineMs = ms !== undefined && ms > nowMs ? ms : undefined;
  }

  function prices(): readonly PriceSlot[] {
    const own = readPrices(settings?.prices);
    if (own !== undefined && own.length > 0) return own;
    return readPrices(reading?.priceList) ?? [];
  }

  /** A car that nobody has seen at full speed may use one phase: too early is better than too late. */
  function powerOf({ powerW, way, range }: FullSpeed, arePhasesKnown: boolean): number {
    if (carPowerW !== undefined) return Math.min(powerW, carPowerW);
    return way === 'one' || arePhasesKnown ? powerW : Math.min(powerW, range.maxA * ONE_PHASE_W);
  }

  return {
    takeCharger(next) {
      reading = next;
      if (startedMs !== undefined) energy.take(next);
    },
    follow(next, { car }, nowMs) {
      const isOtherTime = settings !== undefined && settings.planUntil !== next.planUntil;
      settings = next;
      if (next.mode !== 'plan' || car === 1) end();
      else if (startedMs === undefined) begin(nowMs);
      else if (isOtherTime) setDeadline(nowMs);
      if (car === 1) hasLearned = false;
    },
    restart: end,
    stage(nowMs, full, arePhasesKnown) {
      const { planEnergyWh } = settings ?? {};
      gridFromMs = undefined;
      if (planEnergyWh === undefined || deadlineMs === undefined) return 'unset';
      const missingWh = planEnergyWh - energy.chargedWh;
      if (missingWh <= 0) return 'done';
      const fullPowerW = full === undefined ? 0 : powerOf(full, arePhasesKnown);
      const question = { nowMs, untilMs: deadlineMs, missingWh, fullPowerW, prices: prices(), isHelping };
      const before = basis;
      basis = [deadlineMs, planEnergyWh, hasLearned].join();
      const answer = basis === before ? planNow(question) : planAnew(question);
      gridFromMs = answer.gridFromMs;
      isHelping = answer.usesGrid;
      if (!isHelping) return 'surplus';
      return answer.isLate ? 'late' : 'grid';
    },
    learnPower(powerW, offeredW) {
      const knownW = carPowerW ?? 0;
      // Less than the car takes was offered, or it slows down because it is nearly full: that is not its full speed.
      carPowerW = hasLearned || offeredW < knownW ? Math.max(powerW, knownW) : powerW;
      hasLearned = true;
    },
    get state() {
      return {
        chargedWh: energy.chargedWh,
        begin: energy.begin,
        ...(startedMs !== undefined && { startedMs }),
        ...(deadlineMs !== undefined && { deadlineMs }),
        ...(carPowerW !== undefined && { carPowerW }),
        ...(gridFromMs !== undefined && { gridFromMs }),
      };
    },
  };
}

/** W an ampere. */
const ONE_PHASE_W = 230;

/** What the modes that follow the surplus say, said by a plan. */
export function codeInPlan(stage: PlanStage, code: ReasonCode): ReasonCode {
  const isFollowing = code === 'following_surplus' || code === 'minimum';
  if (!isFollowing && code !== 'waiting_for_surplus') return code;
  if (stage === 'unset' || stage === 'done') return `plan_${stage}`;
  return isFollowing ? 'plan_surplus' : 'plan_waiting';
}
