import type { CommandDesk } from './command-desk.js';
import type { Timer } from './decision.js';
import { presentWay } from './limits.js';
import type { Observer } from './observer.js';
import type { ChargerReading } from './readings.js';
import type { ChangeKind } from './response.js';
import { isEmpty, type SetPoint, setPointFor, type Wish } from './set-point.js';
import type { SurplusSettings } from './settings.js';
import type { SurplusCharging } from './surplus-charging.js';
import { shortestS } from './way-choice.js';
import { weightsOf } from './weights.js';

/** Turns wishes into set-points, when the desk is free and something has to change. */
export interface Dispatch {
  /** @returns what is to be written now */
  send(wish: Wish | undefined, nowMs: number): SetPoint | undefined;
  /** When the way of charging was last changed, ms; -Infinity: not by this controller. */
  readonly waySinceMs: number;
  timers(settings: SurplusSettings): readonly Timer[];
}

function kindOf(setPoint: SetPoint, charger: ChargerReading): ChangeKind {
  if (setPoint.frc === 1) return 'stop';
  if (setPoint.frc === 2) return 'start';
  const isPhases = setPoint.psm !== undefined || setPoint.fsp !== undefined;
  return isPhases && charger.car === 2 ? 'phases' : 'current';
}

export function createDispatch(observer: Observer, charging: SurplusCharging, desk: CommandDesk): Dispatch {
  let waySinceMs = Number.NEGATIVE_INFINITY;

  function note(setPoint: SetPoint, charger: ChargerReading, nowMs: number) {
    const kind = kindOf(setPoint, charger);
    desk.send(setPoint, nowMs);
    charging.restart();
    if (kind === 'start') observer.car.forgetLimit();
    if (kind !== 'current') waySinceMs = nowMs;
    if (kind === 'start' || charger.car === 2)
      observer.response.begin(kind, nowMs, setPoint.amp ?? charger.amp ?? 0);
  }

  /** Shortest time of the present way, ms. */
  function shortestMs(settings: SurplusSettings): number {
    const way = observer.charger ? presentWay(observer.charger, observer.car) : 'off';
    return shortestS(way, way === 'off' ? 'one' : 'off', settings) * weightsOf(settings).shortestShare * 1000;
  }

  return {
    send(wish, nowMs) {
      const { charger } = observer;
      if (!wish || !charger || desk.isPending || nowMs < desk.readyAtMs) return undefined;
      const setPoint = setPointFor(wish, charger);
      if (isEmpty(setPoint)) return undefined;
      note(setPoint, charger, nowMs);
      return setPoint;
    },
    get waySinceMs() {
      return waySinceMs;
    },
    timers: (settings) => [
      { name: 'set_point_interval', untilMs: desk.readyAtMs },
      { name: 'shortest_time', untilMs: waySinceMs + shortestMs(settings) },
    ],
  };
}
