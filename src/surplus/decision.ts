import type { ChargeWay } from './charge-option.js';
import type { InverterData } from './native-charging.js';
import type { PlanState } from './plan-charging.js';
import type { Reason } from './reasons.js';
import type { SetPoint } from './set-point.js';
import type { SurplusMode } from './settings.js';
import type { WayWorths } from './way-values.js';

/** A time that the controller waits for. */
export interface Timer {
  readonly name: 'set_point_interval' | 'shortest_time' | 'meter_minimum' | 'meter_pause';
  readonly untilMs: number;
}

/** Everything that a decision rests on; each member becomes a topic. */
export interface Explanation {
  readonly mode: SurplusMode;
  readonly way: ChargeWay;
  /** House surplus without the car, newest and smoothed over ten minutes, W. */
  readonly surplusW: number | undefined;
  readonly meanSurplusW: number;
  /** What is expected when a change would show, W. */
  readonly expectedW: number | undefined;
  /** Learned: age and period of the meter's readings, share of a trend that lasts, s and 0 to 1. */
  readonly meterAgeS: number;
  readonly meterPeriodS: number;
  readonly trendShare: number;
  /** Learned: time until a new current, a start and a phase switch show, s. */
  readonly currentResponseS: number;
  readonly startResponseS: number;
  readonly phaseResponseS: number;
  readonly ignoredChanges: number;
  /** Learned: what the car takes at most, A, and its phases. */
  readonly carMaxA: number | undefined;
  readonly carPhases: number | undefined;
  /** Expected worth of each way over the next half hour, Wh. */
  readonly worthsWh: WayWorths | undefined;
  /** How far the best current is ahead of the present one, and what a change costs, Wh. */
  readonly aheadWh: number;
  readonly setPointCostWh: number;
  readonly plan: PlanState;
  /** What the charger was set to before mode native, and is to be set to after it. */
  readonly beforeNative: SetPoint | undefined;
  /** The house's battery: W, discharging positive, and %. */
  readonly batteryW: number | undefined;
  readonly batterySocPercent: number | undefined;
  /** Whether the last command's effect is still under way. */
  readonly isSettling: boolean;
  /** What it would draw if it had the house to itself, W; undefined while the surplus decides. */
  readonly wantedW: number | undefined;
}

export interface Decision {
  /** To be written now, in one request; absent: nothing to write. */
  readonly setPoint?: SetPoint;
  /** To be told to the charger's own logic now; no set-point. */
  readonly feed?: InverterData;
  readonly reason: Reason;
  readonly timers: readonly Timer[];
  readonly explanation: Explanation;
}
