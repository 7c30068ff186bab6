import { fullSpeed } from './full-speed.js';
import type { HouseGuard } from './house-guard.js';
import type { Observer } from './observer.js';
import type { PlanCharging, PlanStage } from './plan-charging.js';
import type { ReasonCode } from './reasons.js';
import { isEmpty, setPointFor } from './set-point.js';
import type { SurplusAnswer, SurplusQuestion } from './surplus-charging.js';

/** Charging with all that the limits allow: mode `fast`, and a plan that the grid helps. */
export interface FullCharging {
  answer(code: ReasonCode, question: SurplusQuestion): FullAnswer;
  /** The plan's word: full speed, or undefined when the surplus alone decides. */
  answerToPlan(question: SurplusQuestion): FullAnswer | undefined;
  readonly stage: PlanStage;
}

export interface FullAnswer extends SurplusAnswer {
  /** What it would draw if it had the house to itself, W. */
  readonly wantedW?: number | undefined;
}

/** What a car draws so long after a change is what it takes, ms. */
const STEADY_MS = 30_000;

export function createFullCharging(observer: Observer, plan: PlanCharging, guard: HouseGuard): FullCharging {
  let stage: PlanStage = 'unset';

  function answer(code: ReasonCode, { ranges, allowed, charger, nowMs }: SurplusQuestion): FullAnswer {
    const wantedW = fullSpeed(ranges, observer.car)?.powerW;
    const full = fullSpeed(allowed, observer.car);
    if (full === undefined) return { code: 'no_limit_left', wish: { charge: false }, wantedW };
    const { settledAtMs } = observer.response;
    const isSteady = settledAtMs !== undefined && nowMs - settledAtMs > STEADY_MS;
    if (isSteady && charger.car === 2 && isEmpty(setPointFor(full.wish, charger)))
      plan.learnPower(charger.powerW, full.range.maxA * full.range.wattsPerA);
    return { code, wish: full.wish, wantedW };
  }

  return {
    answer,
    answerToPlan(question) {
      const { settings, ranges, nowMs } = question;
      if (settings.mode !== 'plan') return undefined;
      const usual = guard.usual(ranges, settings);
      stage = plan.stage(nowMs, fullSpeed(usual, observer.car), observer.car.phases !== undefined);
      if (stage !== 'grid' && stage !== 'late') return undefined;
      if (observer.isCarFull) return { code: 'car_full' };
      return answer(`plan_${stage}`, question);
    },
    get stage() {
      return stage;
    },
  };
}
