import type { Timer } from './decision.js';
import type { Observer } from './observer.js';
import type { Wish } from './set-point.js';
import type { SurplusSettings } from './settings.js';
import { isTooSoon, type SurplusAnswer, type SurplusQuestion } from './surplus-charging.js';
import { weightsOf } from './weights.js';

/** What a silent meter leads to: the set-point stands for a moment, then the least current, then a pause. */
export interface MeterSilence {
  /** By how much the next reading is late, s; as long as none has come, the time since the first call. */
  overdueS(nowMs: number): number;
  state(settings: SurplusSettings, nowMs: number): MeterState;
  /** Whether it is later than the set-point may stand. */
  isLong(settings: SurplusSettings, nowMs: number): boolean;
  /** What the silence demands; undefined while the meter is in time. */
  answer(question: SurplusQuestion): SurplusAnswer | undefined;
  timers(settings: SurplusSettings, nowMs: number): readonly Timer[];
}

/** `given_up`: silent for so long that nothing is charged any more. */
export type MeterState = 'fine' | 'silent' | 'given_up';

/** Lateness below this is jitter, s. */
const JITTER_S = 3;
/** A silence of so many hold times is worth a phase switch: the minimum of one phase risks a third of the energy. */
const LASTING_HOLDS = 3;

export function createMeterSilence({ meter, car }: Pick<Observer, 'meter' | 'car'>): MeterSilence {
  let startedMs: number | undefined;

  function overdueS(nowMs: number): number {
    startedMs ??= nowMs;
    const late = meter.overdueS(nowMs);
    return Number.isFinite(late) ? late : (nowMs - startedMs) / 1000;
  }

  function holdS(settings: SurplusSettings): number {
    return Math.max(settings.meterHoldS, 1.5 * meter.periodS);
  }

  function minimumS(settings: SurplusSettings): number {
    return settings.meterMinimumS * weightsOf(settings).blindShare;
  }

  /** The least current: on one phase from the start, and of a car that charges on three when the silence lasts. */
  function leastWish({ settings, way, allowed }: SurplusQuestion, lateS: number): Wish | undefined {
    const isLasting = way === 'off' || !allowed.three || lateS > LASTING_HOLDS * holdS(settings);
    const to = way === 'one' || (allowed.one && isLasting) ? 'one' : 'three';
    const range = allowed[to];
    if (!range) return undefined;
    const phases =
      to === way || car.phases === 1 ? {} : { phases: to === 'one' ? (1 as const) : (3 as const) };
    return { charge: true, currentA: range.minA, ...phases };
  }

  return {
    overdueS,
    state(settings, nowMs) {
      const lateS = overdueS(nowMs);
      if (lateS <= JITTER_S + meter.periodS) return 'fine';
      return lateS > holdS(settings) + minimumS(settings) ? 'given_up' : 'silent';
    },
    isLong: (settings, nowMs) => overdueS(nowMs) > holdS(settings),
    answer(question) {
      const { settings, way, nowMs } = question;
      const lateS = overdueS(nowMs);
      if (lateS <= JITTER_S + meter.periodS) return undefined;
      // The least current of min_pv needs no meter.
      const isAlways = settings.mode === 'min_pv';
      if (way === 'off' && !isAlways) return { code: 'meter_pause' };
      if (lateS <= holdS(settings)) return { code: 'meter_hold' };
      if (way === 'off' && isTooSoon(question, 'one')) return { code: 'waiting_for_min_off_time' };
      const isBrief = lateS <= holdS(settings) + minimumS(settings);
      const wish = isAlways || isBrief ? leastWish(question, lateS) : undefined;
      return wish ? { code: 'meter_minimum', wish } : { code: 'meter_pause', wish: { charge: false } };
    },
    timers(settings, nowMs) {
      const lateS = overdueS(nowMs);
      if (lateS <= JITTER_S) return [];
      const minimumMs = nowMs + (holdS(settings) - lateS) * 1000;
      return [
        { name: 'meter_minimum', untilMs: minimumMs },
        { name: 'meter_pause', untilMs: minimumMs + minimumS(settings) * 1000 },
      ];
    },
  };
}
