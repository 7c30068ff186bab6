import type { Explanation } from './decision.js';
import type { HouseBattery } from './house-battery.js';
import type { NativeCharging } from './native-charging.js';
import { shownWay } from './native-settings.js';
import type { Observer } from './observer.js';
import type { PlanState } from './plan-charging.js';
import type { SurplusSettings } from './settings.js';
import type { SurplusCharging } from './surplus-charging.js';
import { weightsOf } from './weights.js';

export interface Explained {
  readonly settings: SurplusSettings;
  readonly observer: Observer;
  readonly charging: SurplusCharging;
  readonly native: NativeCharging;
  readonly battery: HouseBattery;
  readonly plan: PlanState;
  readonly wantedW: number | undefined;
}

/** Everything that a decision rests on, as it stands now. */
export function explain(explained: Explained): Explanation {
  const { settings, observer, charging, native, battery, plan, wantedW } = explained;
  const { charger, car, response, meter, forecast, ways, sample } = observer;
  return {
    mode: settings.mode,
    way: charger ? shownWay(charger, car) : 'off',
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
    plan,
    beforeNative: native.before,
    batteryW: battery.powerW,
    batterySocPercent: battery.socPercent,
    isSettling: response.settledAtMs === undefined,
    wantedW,
  };
}
