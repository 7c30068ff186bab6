/** When the charger's states last changed, in seconds of the simulation; null: never since power came on. */
export interface History {
  readonly car: number;
  readonly allowed: boolean;
  readonly modelStatus: number;
  readonly carLeftIdleS: number | null;
  readonly carLeftChargingS: number | null;
  readonly carBeganChargingS: number | null;
  readonly allowedChangedS: number | null;
  readonly modelStatusChangedS: number | null;
}

type Present = Pick<History, 'car' | 'allowed' | 'modelStatus'>;

export const CAR_IDLE = 1;
export const CAR_CHARGING = 2;

export function startHistory(present: Present): History {
  return {
    ...present,
    carLeftIdleS: null,
    carLeftChargingS: null,
    carBeganChargingS: null,
    allowedChangedS: null,
    modelStatusChangedS: null,
  };
}

function sameAs(history: History, present: Present): boolean {
  return (
    history.car === present.car &&
    history.allowed === present.allowed &&
    history.modelStatus === present.modelStatus
  );
}

export function noteChanges(history: History, second: number, present: Present): History {
  if (sameAs(history, present)) return history;
  const carChanged = history.car !== present.car;
  const when = (happened: boolean, last: number | null) => (happened ? second : last);
  return {
    ...present,
    carLeftIdleS: when(carChanged && history.car === CAR_IDLE, history.carLeftIdleS),
    carLeftChargingS: when(carChanged && history.car === CAR_CHARGING, history.carLeftChargingS),
    carBeganChargingS: when(carChanged && present.car === CAR_CHARGING, history.carBeganChargingS),
    allowedChangedS: when(history.allowed !== present.allowed, history.allowedChangedS),
    modelStatusChangedS: when(history.modelStatus !== present.modelStatus, history.modelStatusChangedS),
  };
}
