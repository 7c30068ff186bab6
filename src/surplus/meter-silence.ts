import type { Timer } from './decision.js';
import type { Observer } from './observer.js';
import type { SurplusSettings } from './settings.js';
import type { SurplusAnswer, SurplusQuestion } from './surplus-charging.js';
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

export function createMeterSilence({ meter }: Pick<Observer, 'meter'>): MeterSilence {
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

  return {
    overdueS,
    state(settings, nowMs) {
      const lateS = overdueS(nowMs);
      if (lateS <= JITTER_S + meter.periodS) return 'fine';
      return lateS > holdS(settings) + minimumS(settings) ? 'given_up' : 'silent';
    },
    isLong: (settings, nowMs) => overdueS(nowMs) > holdS(settings),
    answer({ settings, way, allowed, nowMs }) {
      const lateS = overdueS(nowMs);
      if (lateS <= JITTER_S + meter.periodS) return undefined;
      if (way === 'off') return { code: 'meter_pause' };
      if (lateS <= holdS(settings)) return { code: 'meter_hold' };
      const range = allowed[way] ?? allowed.one;
      if (range && (settings.mode === 'min_pv' || lateS <= holdS(settings) + minimumS(settings))) {
        const isLasting =
          way === 'three' && allowed.one && (!allowed.three || lateS > LASTING_HOLDS * holdS(settings));
        const phases = isLasting ? { phases: 1 as const } : {};
        return { code: 'meter_minimum', wish: { charge: true, currentA: range.minA, ...phases } };
      }
      return { code: 'meter_pause', wish: { charge: false } };
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
