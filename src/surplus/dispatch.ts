import type { CommandDesk } from './command-desk.js';
import type { Timer } from './decision.js';
import { offeredPhases, presentWay } from './limits.js';
import type { NativeCharging } from './native-charging.js';
import type { Observer } from './observer.js';
import type { ChargerReading } from './readings.js';
import type { ChangeKind } from './response.js';
import { isEmpty, type SetPoint, setPointFor, type Wish } from './set-point.js';
import type { SurplusMode, SurplusSettings } from './settings.js';
import type { SurplusCharging } from './surplus-charging.js';
import { shortestMs } from './way-choice.js';

/** A wish, or keys to write as they are; neither: the charger stays as it is. */
export interface Wanted {
  readonly wish?: Wish;
  readonly setPoint?: SetPoint;
}

/** Turns wishes into set-points, when the desk is free and something has to change. */
export interface Dispatch {
  /** @returns what is to be written now, with what a mode is still to put back that ended */
  send(wanted: Wanted, settings: SurplusSettings, nowMs: number): SetPoint | undefined;
  /** When the way of charging was last changed, ms; -Infinity: not by this controller. */
  readonly waySinceMs: number;
  timers(settings: SurplusSettings): readonly Timer[];
}

function kindOf(setPoint: SetPoint, charger: ChargerReading): ChangeKind {
  if (setPoint.frc === 1) return 'stop';
  if (setPoint.frc === 2) return 'start';
  const isPhases = offeredPhases({ ...charger, ...setPoint }) !== offeredPhases(charger);
  return isPhases && charger.car === 2 ? 'phases' : 'current';
}

export function createDispatch(
  observer: Observer,
  charging: SurplusCharging,
  desk: CommandDesk,
  native: NativeCharging,
): Dispatch {
  /** Since when the last command wants this way, and since when the way before it stood. */
  let wantedSinceMs = Number.NEGATIVE_INFINITY;
  let beforeSinceMs = Number.NEGATIVE_INFINITY;
  let failuresBefore = 0;

  /** A command that failed has changed nothing. */
  const waySinceMs = () => (desk.failures > failuresBefore ? beforeSinceMs : wantedSinceMs);

  function note(setPoint: SetPoint, charger: ChargerReading, mode: SurplusMode, nowMs: number) {
    const kind = kindOf(setPoint, charger);
    desk.send(setPoint, nowMs);
    native.sent(setPoint);
    charging.restart();
    if (kind === 'start') observer.car.forgetLimit();
    beforeSinceMs = waySinceMs();
    failuresBefore = desk.failures;
    wantedSinceMs = kind === 'current' ? beforeSinceMs : nowMs;
    // The charger's own logic follows in its own time: nothing is to be learned from that.
    if (mode !== 'native' && (kind === 'start' || charger.car === 2))
      observer.response.begin(kind, nowMs, setPoint.amp ?? charger.amp ?? 0);
  }

  /** Shortest time of the present way, ms. */
  function shortestTimeMs(settings: SurplusSettings): number {
    const way = observer.charger ? presentWay(observer.charger, observer.car) : 'off';
    return shortestMs(way, way === 'off' ? 'one' : 'off', settings);
  }

  /** What mode native has left behind, and this mode does not set by itself. */
  function putBack({ mode }: SurplusSettings, wish: Wish | undefined, charger: ChargerReading): SetPoint {
    if (mode === 'native') return {};
    const inOff = wish ? 'force' : 'nothing';
    return native.leave(charger, mode === 'off' ? inOff : 'current');
  }

  return {
    send({ wish, setPoint: keys }, settings, nowMs) {
      const { charger } = observer;
      if (!charger || desk.isPending) return undefined;
      const wanted = wish ? setPointFor(wish, charger) : keys;
      const setPoint = { ...putBack(settings, wish, charger), ...wanted };
      if (wanted && isEmpty(setPoint)) desk.forgetFailed();
      if (isEmpty(setPoint) || nowMs < desk.readyAtMs) return undefined;
      note(setPoint, charger, settings.mode, nowMs);
      return setPoint;
    },
    get waySinceMs() {
      return waySinceMs();
    },
    timers: (settings) => [
      { name: 'set_point_interval', untilMs: desk.readyAtMs },
      { name: 'shortest_time', untilMs: waySinceMs() + shortestTimeMs(settings) },
    ],
  };
}
