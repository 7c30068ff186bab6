import { MIN_CURRENT_A } from '../car.js';
import { type ChargerSettings, wantedPhases } from './settings.js';

/** What `ids` delivers, in W: grid import positive, sun positive, battery discharge positive. */
export interface InverterData {
  readonly gridW: number;
  readonly pvW: number;
  readonly batteryW: number;
}

/** The charger's own surplus charging, fed through `ids`: a plain version of what the vendor documents. */
export interface SurplusLogic {
  readonly data: InverterData | null;
  readonly receivedAtS: number | null;
  /** Of about the last fifteen seconds. */
  readonly average: (InverterData & { readonly chargingW: number }) | null;
  /** Current that the surplus gives, in A; null: not enough of it. */
  readonly currentA: number | null;
  readonly startedAtS: number;
  /** Phases that it takes where `psm` leaves it the choice, since when, and since when it would rather change. */
  readonly phases: 1 | 3;
  readonly phasesAtS: number;
  readonly wishSinceS: number | null;
}

const DATA_VALID_S = 10;
const AVERAGE_S = 15;
const NOMINAL_V = 230;
const ROUNDING = [Math.ceil, Math.round, Math.floor] as const;

export const NO_SURPLUS: SurplusLogic = {
  data: null,
  receivedAtS: null,
  average: null,
  currentA: null,
  startedAtS: 0,
  phases: 3,
  phasesAtS: Number.NEGATIVE_INFINITY,
  wishSinceS: null,
};

function averaged(logic: SurplusLogic, data: InverterData, chargingW: number) {
  const fresh = { ...data, chargingW };
  const old = logic.average ?? fresh;
  const towards = (from: number, to: number) => from + (to - from) / AVERAGE_S;
  return {
    gridW: towards(old.gridW, fresh.gridW),
    pvW: towards(old.pvW, fresh.pvW),
    batteryW: towards(old.batteryW, fresh.batteryW),
    chargingW: towards(old.chargingW, fresh.chargingW),
  };
}

function choosePhases(logic: SurplusLogic, second: number, surplusW: number, settings: ChargerSettings) {
  const { phases, phasesAtS } = logic;
  const change = phases === 3 ? surplusW < settings.spl3 - settings.psh : surplusW > settings.spl3;
  const wishSinceS = change ? (logic.wishSinceS ?? second) : null;
  const lasted = wishSinceS !== null && second - wishSinceS >= settings.mpwst / 1000;
  if (!lasted || second - phasesAtS < settings.mptwt / 1000) return { phases, phasesAtS, wishSinceS };
  return { phases: phases === 3 ? 1 : 3, phasesAtS: second, wishSinceS: null } as const;
}

function chooseCurrent(logic: SurplusLogic, second: number, surplusW: number, settings: ChargerSettings) {
  const charging = logic.currentA !== null;
  const enough = surplusW >= settings.fst - (charging ? settings.sh : 0);
  const startedAtS = charging ? logic.startedAtS : second;
  if (!enough && (!charging || second - startedAtS >= settings.fmt / 1000)) return { currentA: null };
  const perAmpereW = NOMINAL_V * wantedPhases(settings.psm, logic.phases);
  const round = ROUNDING[settings.frm] ?? Math.round;
  return { currentA: Math.max(MIN_CURRENT_A, round(surplusW / perAmpereW)), startedAtS };
}

/** The surplus logic one second later; data older than ten seconds is dropped. */
export function stepSurplus(
  logic: SurplusLogic,
  second: number,
  chargingW: number,
  settings: ChargerSettings,
): SurplusLogic {
  const { data, receivedAtS } = logic;
  if (data === null || receivedAtS === null) return logic;
  if (second - receivedAtS > DATA_VALID_S) return { ...NO_SURPLUS, receivedAtS };
  const average = averaged(logic, data, chargingW);
  // What the battery gives is no surplus, and what it takes the car may have (vendor's support, firmware 56.2).
  const surplusW = average.chargingW - average.gridW - average.batteryW + settings.pgt;
  const phased = { ...logic, average, ...choosePhases(logic, second, surplusW, settings) };
  return { ...phased, ...chooseCurrent(phased, second, surplusW, settings) };
}
