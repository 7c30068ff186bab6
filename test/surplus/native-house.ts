import type { JsonObject, JsonValue } from '../../src/json.js';
import { createCar, DEFAULT_CAR } from '../../src/simulator/car.js';
import { plugIn, unplug } from '../../src/simulator/charger/charger-events.js';
import {
  type ChargerState,
  carState,
  createChargerState,
  DEFAULT_CHARGER,
} from '../../src/simulator/charger/charger-state.js';
import { stepCharger } from '../../src/simulator/charger/step-charger.js';
import { createContractClient, type Publication } from '../../src/surplus/contract-client.js';
import { createSurplusCore, type SurplusCoreOptions } from '../../src/surplus/core.js';
import type { Decision } from '../../src/surplus/decision.js';
import { createHouseTopics, type HouseTopicsOptions } from '../../src/surplus/house-topics.js';
import { DEFAULT_SETTINGS, type SurplusSettings } from '../../src/surplus/settings.js';
import type { ShareSeat } from '../../src/surplus/sharing.js';
import { START_MS } from './fixtures.js';

export interface NativeSecond {
  readonly s: number;
  readonly carW: number;
  readonly gridW: number;
  readonly decision: Decision;
}

export interface NativeHouseWish {
  readonly settings?: Partial<SurplusSettings>;
  /** Of the charger, as if set before. */
  readonly charger?: JsonObject;
  readonly options?: SurplusCoreOptions;
  readonly topics?: HouseTopicsOptions;
  readonly share?: ShareSeat;
}

export interface NativeHouse {
  readonly client: ReturnType<typeof createContractClient>;
  readonly core: ReturnType<typeof createSurplusCore>;
  readonly charger: ChargerState;
  /** Commands by their time. */
  readonly writes: readonly { readonly s: number; readonly values: JsonObject }[];
  readonly feeds: readonly { readonly s: number; readonly data: JsonObject }[];
  meter: 'fine' | 'silent';
  /** `refuses`: it takes no commands; `gone`: nobody reaches it. */
  link: 'fine' | 'refuses' | 'gone';
  surplusW: (s: number) => number;
  /** What the house draws on each phase, A, where the meter measures phases. */
  phasesA: ((s: number) => readonly [number, number, number]) | undefined;
  run(seconds: number): NativeSecond[];
  choose(settings: Partial<SurplusSettings>): void;
  /** What the charger takes in its next second. */
  command(publication: Publication | undefined): void;
  unplug(): void;
  plug(): void;
  tell(topic: string, payload: string): void;
}

const AVAILABILITY = 'wattbridge/charger/availability';
const OFFLINE_AFTER_S = 6;
const ANSWERS = {
  fine: { code: undefined, afterS: 1 },
  refuses: { code: 'rejected', afterS: 1 },
  gone: { code: 'timeout', afterS: 5 },
} as const;

/** The controller as a client of the contract, with the simulated charger and its own surplus logic, in virtual time. */
export function createNativeHouse(surplusW: (s: number) => number, wish: NativeHouseWish = {}): NativeHouse {
  const car = createCar(DEFAULT_CAR);
  const charger = createChargerState({ ...DEFAULT_CHARGER, settings: wish.charger ?? {} }, car);
  plugIn(charger);
  const core = createSurplusCore({ ...DEFAULT_SETTINGS, mode: 'native', ...wish.settings }, wish.options);
  const topics = createHouseTopics(wish.topics ?? {});
  const client = createContractClient(
    { base: 'wattbridge', meter: 'meter', charger: 'charger' },
    core,
    wish.share,
    topics,
  );
  const writes: { s: number; values: JsonObject }[] = [];
  const feeds: { s: number; data: JsonObject }[] = [];
  let results: { readonly dueS: number; readonly topic: string; readonly payload: string }[] = [];
  let s = 0;
  let goneS = 0;
  const nowMs = () => START_MS + s * 1000;
  const time = () => ({
    measured_at: new Date(nowMs()).toISOString(),
    received_at: new Date(nowMs()).toISOString(),
  });

  function valuesIn({ topic, payload }: Publication): Record<string, JsonValue> {
    const value = JSON.parse(payload) as JsonValue;
    const key = topic.split('/').at(-2) ?? '';
    return key === 'charger' ? (value as Record<string, JsonValue>) : { [key]: value };
  }

  /** The result comes a second later, or when the bridge has waited long enough. */
  function answer({ topic }: Publication): void {
    const { code, afterS } = ANSWERS[house.link];
    const result = code === undefined ? { ok: true } : { ok: false, error: { code, message: code } };
    results.push({
      dueS: s + afterS,
      topic: topic.replace(/set$/, 'result'),
      payload: JSON.stringify(result),
    });
  }

  function takeAnswers(): void {
    for (const { topic, payload } of results.filter(({ dueS }) => dueS <= s))
      client.take(topic, payload, nowMs());
    results = results.filter(({ dueS }) => dueS > s);
  }

  function command(publication: Publication | undefined): void {
    if (publication === undefined) return;
    const values = valuesIn(publication);
    if (house.link === 'fine') charger.pending.push(...Object.entries(values));
    answer(publication);
    const { ids, ...others } = values;
    if (ids !== undefined) feeds.push({ s, data: ids as JsonObject });
    else writes.push({ s, values: others });
  }

  const carAmps = () => [0, 1, 2].map((phase) => (phase < charger.phasesUsed ? charger.currentA : 0));

  function phases(): Record<string, number> {
    const loads = house.phasesA?.(s) ?? [];
    const amps = loads.map((amp, phase) => amp + (carAmps()[phase] ?? 0));
    return Object.fromEntries(amps.map((amp, phase) => [`${3 + 2 * phase}1.7.0`, amp]));
  }

  function snapshot(): string {
    const { settings, energy, contactor } = charger;
    const amps = carAmps();
    const nrg = [230, 230, 230, 0, ...amps, ...energy.phaseW, 0, energy.totalW, 0, 0, 0, 0];
    return JSON.stringify({
      ...settings,
      car: carState(charger),
      fsp: contactor.phases === 1,
      var: 11,
      nrg,
      ...time(),
    });
  }

  function second(): NativeSecond {
    const carW = stepCharger(charger, s, [230, 230, 230]);
    const gridW = carW - house.surplusW(s);
    takeAnswers();
    goneS = house.link === 'gone' ? goneS + 1 : 0;
    client.take(AVAILABILITY, goneS > OFFLINE_AFTER_S ? 'offline' : 'online', nowMs());
    if (goneS === 0) client.take('wattbridge/charger/state', snapshot(), nowMs());
    const reading = JSON.stringify({ '1.7.0': gridW, ...phases(), ...time() });
    if (house.meter === 'fine' && s % 2 === 0) client.take('wattbridge/meter/state', reading, nowMs());
    const { decision, command: wanted, feed } = client.step(nowMs());
    command(wanted);
    command(feed);
    return { s: s++, carW, gridW, decision };
  }

  const house: NativeHouse = {
    client,
    core,
    charger,
    writes,
    feeds,
    meter: 'fine',
    link: 'fine',
    surplusW,
    phasesA: undefined,
    run: (seconds) => Array.from({ length: seconds }, second),
    choose: (settings) => core.change({ ...core.settings, ...settings }, settings.mode !== undefined),
    command,
    unplug: () => unplug(charger),
    plug: () => plugIn(charger),
    tell: (topic, payload) => topics.take(topic, payload, nowMs()),
  };
  return house;
}
