import type { JsonValue } from '../../json.js';
import { HOUR_MS } from '../../time-spans.js';
import { MIN_CURRENT_A } from '../car.js';
import type { World } from '../world.js';
import type { ChargerState } from './charger-state.js';
import { localOffsetMs, localText, utcText } from './device-time.js';
import { recentAverageW } from './energy-meter.js';
import { CAR_CHARGING } from './history.js';
import { effectiveLimitA } from './limits.js';

/** The charger at the moment of a request. */
export interface Moment {
  readonly world: World;
  readonly charger: ChargerState;
  /** In ms since 1970. */
  readonly nowMs: number;
  /** What the charger's own clock is ahead of that, in ms. */
  readonly clockErrorMs: number;
}

export type LiveValue = (moment: Moment) => JsonValue;

function bootedAtMs({ world, charger }: Moment): number {
  return world.originMs + charger.bootedAtS * 1000;
}

/** Milliseconds since boot of a second of the simulation; null for what was never, or before the last boot. */
function sinceBoot({ charger }: Moment, second: number | null): number | null {
  if (second === null || second < charger.bootedAtS) return null;
  return (second - charger.bootedAtS) * 1000;
}

function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}

/** U L1 L2 L3 N in V, I L1 L2 L3 in A, P L1 L2 L3 N total in W, power factor L1 L2 L3 N in %. */
function energyArray({ world, charger }: Moment): JsonValue {
  const { phaseW, totalW } = charger.energy;
  const flows = (phase: number) => phase < charger.phasesUsed;
  const lines = [0, 1, 2];
  return [
    ...world.grid.voltageV.map((volts) => rounded(volts, 1)),
    1,
    ...lines.map((phase) => (flows(phase) ? rounded(charger.currentA, 2) : 0)),
    ...phaseW,
    0,
    totalW,
    ...lines.map((phase) => (flows(phase) ? 100 : 0)),
    0,
  ];
}

/** While charging a counter that goes up (type 0), afterwards the duration (type 1), in ms. */
function chargingDuration({ charger }: Moment): JsonValue {
  return { type: charger.currentA > 0 ? 0 : 1, value: charger.energy.chargingS * 1000 };
}

function limitsList({ charger: { limits } }: Moment): JsonValue {
  const { requested, installation, rated, cable, adapter, temperature } = limits;
  return {
    requestedCurrent: requested,
    currentLimitMax: Math.min(installation, rated),
    minChargingCurrent: MIN_CURRENT_A,
    temperatureCurrentLimit: temperature,
    ...(cable !== null && { cableCurrentLimit: cable }),
    ...(adapter !== null && { adapterCurrentLimit: adapter }),
  };
}

/** After the contactor L1 to L3, before it L1 to L3. */
function phases({ charger: { contactor } }: Moment): JsonValue {
  const on = contactor.state === 'closed' || contactor.state === 'stopping';
  return [on, on && contactor.phases === 3, on && contactor.phases === 3, true, true, true];
}

function cardName(charger: ChargerState, index: number): string {
  const name = charger.written.get(`c${index}n`);
  return typeof name === 'string' ? name : `User ${index + 1}`;
}

/** The first two cards are learned; an id never leaves the charger, only whether there is one. */
function isLearned(charger: ChargerState, index: number): boolean {
  const id = charger.written.get(`c${index}i`) ?? index < 2;
  return id !== false && id !== '';
}

function cardEnergyWh(charger: ChargerState, index: number): number {
  return Math.floor((charger.energy.cardWs[index] ?? 0) / 3600);
}

function cards({ charger }: Moment): JsonValue {
  return charger.energy.cardWs.map((_, index) => ({
    name: cardName(charger, index),
    energy: cardEnergyWh(charger, index),
    cardId: isLearned(charger, index),
  }));
}

/** `c0n`, `c0e`, `c0i` to `c9i`: the same, card by card. */
function cardValues(): [string, LiveValue][] {
  return Array.from({ length: 10 }, (_, index): [string, LiveValue][] => [
    [`c${index}n`, ({ charger }) => cardName(charger, index)],
    [`c${index}e`, ({ charger }) => cardEnergyWh(charger, index)],
    [`c${index}i`, ({ charger }) => isLearned(charger, index)],
  ]).flat();
}

function lastCardId({ charger }: Moment): JsonValue {
  return charger.lastCard === null || !charger.settings.rde ? null : `04a1b2c3d4e5${charger.lastCard.index}0`;
}

function transactionCardId(moment: Moment): JsonValue {
  const { trx } = moment.charger.settings;
  return trx === null || trx === 0 ? null : lastCardId(moment);
}

function lto({ charger: { settings }, nowMs, clockErrorMs }: Moment): number {
  return localOffsetMs(nowMs + clockErrorMs, settings.tof, settings.tds);
}

/** One price an hour, in ct/kWh, with the seconds since 1970 between which it holds. */
function currentPrice({ nowMs, clockErrorMs }: Moment): JsonValue {
  const start = Math.floor((nowMs + clockErrorMs) / HOUR_MS) * 3600;
  const price = 12 + 6 * Math.cos(((start / 3600 - 19) / 12) * Math.PI);
  return { start, end: start + 3600, marketprice: rounded(price, 3) };
}

/** `Force_3` 0, `Wish_1` 1, `Wish_3` 2. */
function phaseWish({ charger: { settings, surplus } }: Moment): number {
  if (settings.psm !== 0) return 0;
  return surplus.phases === 1 ? 1 : 2;
}

const LOCKED = 3;
const UNLOCKED = 1;

/** What happens in the simulation, by key; the settings that it obeys stand in settings.ts. */
export const LIVE_VALUES: ReadonlyMap<string, LiveValue> = new Map<string, LiveValue>([
  ['car', ({ charger }) => charger.history.car],
  ['err', ({ charger }) => charger.error],
  ['alw', ({ charger }) => charger.permission.allowed],
  ['modelStatus', ({ charger }) => charger.permission.modelStatus],
  ['acu', ({ charger }) => (charger.permission.allowed ? effectiveLimitA(charger.limits) : 0)],
  ['amt', ({ charger }) => charger.limits.temperature],
  ['cbl', ({ charger }) => charger.limits.cable],
  ['adi', ({ charger }) => charger.options.adapter],
  ['cll', limitsList],
  ['cus', ({ charger }) => (charger.plugged ? LOCKED : UNLOCKED)],

  ['fsp', ({ charger }) => charger.contactor.phases === 1],
  ['fsptws', (moment) => sinceBoot(moment, moment.charger.contactor.wishedSinceS)],
  ['lfspt', (moment) => sinceBoot(moment, moment.charger.contactor.switchedAtS)],
  ['pha', phases],
  ['pnp', ({ charger }) => charger.contactor.phases],
  ['pwm', phaseWish],

  ['nrg', energyArray],
  ['eto', ({ charger }) => charger.options.energyWh + Math.floor(charger.energy.totalWs / 3600)],
  ['wh', ({ charger }) => rounded(charger.energy.sessionWs / 3600, 3)],
  ['who', ({ charger }) => rounded(charger.energy.sessionWs / 3600, 3)],
  ['tpa', ({ charger }) => rounded(recentAverageW(charger.energy), 2)],
  ['mmp', ({ charger }) => charger.energy.highestW],
  ['cdi', chargingDuration],
  ['fhz', ({ world }) => rounded(world.grid.frequencyHz, 3)],
  ['avgfhz', ({ world }) => rounded(world.grid.frequencyHz, 2)],
  ['tma', ({ charger }) => [rounded(charger.temperature.socketC, 2), rounded(charger.temperature.boardC, 2)]],

  ['pgrid', ({ charger }) => charger.surplus.data?.gridW ?? null],
  ['ppv', ({ charger }) => charger.surplus.data?.pvW ?? null],
  ['pakku', ({ charger }) => charger.surplus.data?.batteryW ?? null],
  ['pvopt_averagePGrid', ({ charger }) => rounded(charger.surplus.average?.gridW ?? 0, 2)],
  ['pvopt_averagePPv', ({ charger }) => rounded(charger.surplus.average?.pvW ?? 0, 2)],
  ['pvopt_averagePAkku', ({ charger }) => rounded(charger.surplus.average?.batteryW ?? 0, 2)],
  ['inva', (moment) => sinceBoot(moment, moment.charger.surplus.receivedAtS)],
  ['lpsc', (moment) => sinceBoot(moment, moment.charger.surplus.average && moment.world.second)],

  ['lccfi', (moment) => sinceBoot(moment, moment.charger.history.carLeftIdleS)],
  ['lccfc', (moment) => sinceBoot(moment, moment.charger.history.carLeftChargingS)],
  ['lcctc', (moment) => sinceBoot(moment, moment.charger.history.carBeganChargingS)],
  ['lmsc', (moment) => sinceBoot(moment, moment.charger.history.modelStatusChangedS)],
  ['alwt', (moment) => sinceBoot(moment, moment.charger.history.allowedChangedS)],
  ['rbc', ({ charger }) => charger.reboots],
  ['rbt', (moment) => moment.nowMs - bootedAtMs(moment)],
  ['tab', (moment) => bootedAtMs(moment) + moment.clockErrorMs],
  ['utc', ({ nowMs, clockErrorMs }) => utcText(nowMs + clockErrorMs)],
  ['loc', (moment) => localText(moment.nowMs + moment.clockErrorMs, lto(moment))],
  ['lto', lto],
  ['awcp', currentPrice],

  ['cards', cards],
  ...cardValues(),
  ['lrc', ({ charger }) => charger.lastCard?.index ?? null],
  ['lri', lastCardId],
  ['lrr', (moment) => sinceBoot(moment, moment.charger.lastCard?.readS ?? null)],
  ['tsi', transactionCardId],

  ['var', ({ charger }) => charger.options.variant],
  ['sse', ({ charger }) => charger.options.serialNumber],
  ['fna', ({ charger }) => charger.written.get('fna') ?? charger.options.name],
  ['host', ({ charger }) => `go-echarger_${charger.options.serialNumber}`],
  ['rssi', ({ world }) => -57 + Math.round(3 * Math.sin(world.second / 61))],
  ['led', ({ charger }) => ({ id: charger.history.car === CAR_CHARGING ? 5 : 1, type: 'simulated' })],
]);
