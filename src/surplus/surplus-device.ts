import type { Clock } from '../clock.js';
import type { Device, Reading, WriteAnswer } from '../devices/device.js';
import type { JsonValue } from '../json.js';
import { SURPLUS_DATAPOINTS, surplusCatalogue } from './catalogue.js';
import type { ContractClient, Publication } from './contract-client.js';
import type { SurplusCore } from './core.js';
import { COUNTERS, type DayCounters } from './day-counters.js';
import type { Decision } from './decision.js';
import { BEFORE_NATIVE_KEY, valueOfBefore } from './native-keys.js';
import { PLAN_KEYS, valuesOfPlan } from './plan-keys.js';
import type { ChargerReading } from './readings.js';
import type { SetPoint } from './set-point.js';
import { changedSettings, refusals, valuesOfSettings } from './settings-keys.js';
import { shareWordOf } from './share-word.js';
import type { ShareSeat } from './sharing.js';

/** The controller decides once a second; go-e's own logic is no faster. */
const STEP_MS = 1000;
/** Of settings that came in one command with one that makes no sense. */
const NOT_DONE: WriteAnswer = { ok: false, reason: 'another setting of the same command makes no sense' };

export interface SurplusDeviceOptions {
  /** Id on the broker: `surplus/<charger>`. */
  readonly id: string;
  /** Id of the charger that it controls. */
  readonly charger: string;
  readonly core: SurplusCore;
  readonly contract: ContractClient;
  readonly counters: DayCounters;
  /** Its seat among the chargers behind the same meter. */
  readonly share: ShareSeat;
  readonly clock: Clock;
  /** Sends a command to the charger's set-topics. */
  readonly send: (command: Publication) => void;
}

/**
 * The controller of one charger, seen as a device: reading it makes it decide, its settings are written with the same
 * checks and acknowledgements as those of a charger, and it is published and announced by the same code.
 */
export function createSurplusDevice(options: SurplusDeviceOptions): Device {
  const { id, charger, core, contract, counters, clock, share } = options;
  /** Of the last set-point, A; undefined before the first. */
  let askedA: number | undefined;

  function step(): Decision {
    const nowMs = clock.now();
    const { decision, command, feed } = contract.step(nowMs);
    if (feed !== undefined) options.send(feed);
    counters.look(nowMs, contract.charger?.powerW ?? 0, contract.meter?.gridPowerW);
    if (contract.charger) share.tell(shareWordOf(decision, contract.charger, core.settings));
    if (command !== undefined && decision.setPoint !== undefined) {
      options.send(command);
      note(decision.setPoint, nowMs);
    }
    return decision;
  }

  function note(setPoint: SetPoint, nowMs: number): void {
    const { frc, psm, fsp } = setPoint;
    counters.countSetPoint(nowMs);
    if (frc === 2) counters.countStart(nowMs);
    else if (frc === undefined && ((psm ?? 0) > 0 || fsp !== undefined)) counters.countPhaseSwitch(nowMs);
    askedA = offeredA({ ...contract.charger, ...setPoint });
  }

  function change(values: ReadonlyMap<string, JsonValue>): void {
    const settings = changedSettings(core.settings, values);
    if (values.get('hands_off') === true) core.change({ ...settings, mode: 'off' }, false);
    else core.change(settings, values.has('mode'));
  }

  function read(): Reading {
    const values = new Map<string, JsonValue>([
      ...valuesOfSettings(core.settings),
      ...valuesOfDecision(step()),
      ...counters.values(),
      ['pv_power', whole(contract.pvPowerW(clock.now()))],
      ['target_current', askedA ?? offeredA(contract.charger) ?? null],
    ]);
    return { values, receivedAtMs: clock.now(), asked: 'all' };
  }

  return {
    id,
    kind: 'surplus',
    identity: { manufacturer: 'wattbridge', model: 'Surplus controller', name: `Surplus ${charger}` },
    pollIntervalMs: STEP_MS,
    datapoint: (key) => surplusCatalogue.get(key),
    advice: () => [],
    poll: async () => read(),
    writer: {
      async write(values) {
        const refused = refusals(values);
        if (refused.size > 0)
          return new Map([...values.keys()].map((key) => [key, refused.get(key) ?? NOT_DONE]));
        change(values);
        return new Map([...values.keys()].map((key) => [key, { ok: true }]));
      },
      async read(keys) {
        const asked = new Set(keys);
        const settings = [...valuesOfSettings(core.settings)].filter(([key]) => asked.has(key));
        return { values: new Map(settings), receivedAtMs: clock.now(), asked };
      },
      limits: () => undefined,
    },
  };
}

/** Keys that the owner sets. */
export const SETTING_KEYS: readonly string[] = SURPLUS_DATAPOINTS.filter(
  ({ access }) => access === 'R/W',
).map(({ key }) => key);

/** Keys that count all day long. */
export const COUNTER_KEYS: readonly string[] = ['day', ...COUNTERS];

/** Keys whose values go on after a restart, if the broker kept them: settings, the plan, what is to be put back, the counters. */
export const KEPT_KEYS: readonly string[] = [
  ...SETTING_KEYS,
  ...PLAN_KEYS,
  BEFORE_NATIVE_KEY,
  ...COUNTER_KEYS,
];

function valuesOfDecision({ reason, timers, explanation }: Decision): Map<string, JsonValue> {
  return new Map<string, JsonValue>([
    ['reason', reason.code],
    ['reason_text', reason.words],
    ['way', explanation.way],
    ['surplus', whole(explanation.surplusW)],
    ['surplus_mean', whole(explanation.meanSurplusW)],
    ['surplus_expected', whole(explanation.expectedW)],
    ['expected_worth', explanation.worthsWh === undefined ? null : rounded(explanation.worthsWh)],
    [
      'timers',
      Object.fromEntries(timers.map(({ name, untilMs }) => [name, new Date(untilMs).toISOString()])),
    ],
    ['meter_age', tenth(explanation.meterAgeS)],
    ['meter_period', tenth(explanation.meterPeriodS)],
    ['response_time', tenth(explanation.currentResponseS)],
    ['car_max_current', explanation.carMaxA === undefined ? null : tenth(explanation.carMaxA)],
    ['car_phases', explanation.carPhases ?? null],
    ...valuesOfPlan(explanation.plan),
    [BEFORE_NATIVE_KEY, valueOfBefore(explanation.beforeNative)],
    ['battery_power', whole(explanation.batteryW)],
    ['battery_soc', explanation.batterySocPercent ?? null],
  ]);
}

/** What a charger with these settings offers, A a phase; undefined: not known. */
function offeredA({ frc, amp }: Partial<Pick<ChargerReading, 'frc' | 'amp'>> = {}): number | undefined {
  return frc === 1 ? 0 : amp;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

const whole = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));

function rounded(worths: object): Record<string, number> {
  return Object.fromEntries(Object.entries(worths).map(([way, wh]) => [way, Math.round(Number(wh))]));
}
