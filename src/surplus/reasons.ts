import { MINUTE_MS } from '../time-spans.js';

/** Why the controller does what it does: stable codes for machines, words for people. */
export type ReasonCode =
  | 'hands_off'
  | 'mode_off'
  | 'no_charger'
  | 'charger_unreachable'
  | 'unplugged'
  | 'car_full'
  | 'knob_turned'
  | 'no_limit_left'
  | 'fast'
  | 'native'
  | 'native_blind'
  | 'native_missing'
  | 'plan_unset'
  | 'plan_waiting'
  | 'plan_surplus'
  | 'plan_grid'
  | 'plan_late'
  | 'plan_done'
  | 'meter_hold'
  | 'meter_minimum'
  | 'meter_pause'
  | 'waiting_for_effect'
  | 'waiting_for_reading'
  | 'waiting_for_surplus'
  | 'waiting_for_min_off_time'
  | 'following_surplus'
  | 'minimum';

export interface Reason {
  readonly code: ReasonCode;
  readonly words: string;
}

/** Numbers that the words need; what a sentence does not mention may be left out. */
export interface ReasonFacts {
  readonly surplusW?: number;
  readonly currentA?: number;
  readonly phases?: number;
  readonly overdueS?: number;
  readonly plan?: PlanFacts;
  readonly nowMs?: number;
  readonly knob?: string;
  readonly trouble?: string | undefined;
  /** There is a limit of the house, and what the house draws is not known. */
  readonly isHouseUnknown?: boolean;
  /** At the grid, import positive. */
  readonly gridW?: number;
  readonly isBatterySilent?: boolean;
}

/** Of a plan: what is in the car and what is wanted, Wh, and when the grid is to help and the car to be ready. */
export interface PlanFacts {
  readonly chargedWh: number;
  readonly energyWh?: number;
  readonly gridFromMs?: number;
  readonly deadlineMs?: number;
}

const kWh = (wh: number | undefined) => (wh === undefined ? '?' : (wh / 1000).toFixed(1));

const planned = ({ plan }: ReasonFacts) =>
  `${kWh(plan?.chargedWh)} of ${kWh(plan?.energyWh)} kWh are charged`;

/** Hours ahead, because a clock would need a time zone. */
function ahead(ms: number | undefined, nowMs: number | undefined): string {
  if (ms === undefined || nowMs === undefined) return 'later';
  const minutes = Math.round((ms - nowMs) / MINUTE_MS);
  return `in ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const whole = (value: number | undefined) => (value === undefined ? '?' : String(Math.round(value)));

const onPhases = (phases: number | undefined) => (phases === 1 ? 'one phase' : `${whole(phases)} phases`);

const WORDS: Readonly<Record<ReasonCode, (facts: ReasonFacts) => string>> = {
  hands_off: () => 'No mode has been chosen; the charger is left alone.',
  mode_off: () => 'Charging is switched off.',
  no_charger: () => 'The charger has not been heard of yet.',
  charger_unreachable: () => 'The charger cannot be reached; it goes on as it was set.',
  unplugged: () => 'No car is plugged in; the next one waits until there is surplus.',
  car_full: () => 'The car has ended charging by itself.',
  knob_turned: (facts) =>
    `Somebody else set ${facts.knob ?? 'the charger'}; that stands until the next plug-in or change of mode.`,
  no_limit_left: () => 'The limits leave less than the car needs, so it does not charge.',
  fast: (facts) => `Charging as fast as the limits allow: ${whole(facts.currentA)} A.`,
  native: (facts) =>
    `The charger's own surplus logic decides; it is told of ${whole(facts.gridW)} W at the grid (import positive).`,
  native_blind: (facts) =>
    `The meter's reading is ${whole(facts.overdueS)} s late; the charger's own logic is told nothing and should pause.`,
  native_missing: () =>
    'The charger shows no surplus logic of its own (fup, lmo); another mode can follow the sun.',
  plan_unset: () =>
    'The plan has no energy or no time to come (plan_energy, plan_until); charging from surplus only.',
  plan_waiting: (facts) =>
    `${planned(facts)}; waiting for sun, the grid helps ${ahead(facts.plan?.gridFromMs, facts.nowMs)}.`,
  plan_surplus: (facts) =>
    `${planned(facts)}; a surplus of ${whole(facts.surplusW)} W is followed, the grid helps ${ahead(facts.plan?.gridFromMs, facts.nowMs)}.`,
  plan_grid: (facts) => `${planned(facts)}; the grid helps now, with ${whole(facts.currentA)} A.`,
  plan_late: (facts) => `${planned(facts)}; too late to be ready in time, charging as fast as possible.`,
  plan_done: (facts) => `${planned(facts)}: the plan is met, from now on only surplus is charged.`,
  meter_hold: (facts) =>
    `The meter's reading is ${whole(facts.overdueS)} s late; the set-point stands for a moment.`,
  meter_minimum: (facts) =>
    `The meter's reading is ${whole(facts.overdueS)} s late; charging at the minimum.`,
  meter_pause: () => 'The meter is silent; nothing is charged blindly.',
  waiting_for_effect: () => 'The last command is still taking effect.',
  waiting_for_reading: () => 'Waiting for a meter reading that shows the last command.',
  waiting_for_surplus: (facts) => `A surplus of ${whole(facts.surplusW)} W is not worth a start.`,
  waiting_for_min_off_time: () => 'Charging begins when the shortest pause (min_off_time) is over.',
  following_surplus: (facts) =>
    `A surplus of ${whole(facts.surplusW)} W is followed with ${whole(facts.currentA)} A on ${onPhases(facts.phases)}.`,
  minimum: (facts) => `The surplus of ${whole(facts.surplusW)} W is too small; charging at the minimum.`,
};

/** @param facts what the sentence may mention; trouble, and what is not known of the house, are added to every one */
export function reasonFor(code: ReasonCode, facts: ReasonFacts = {}): Reason {
  const trouble = facts.trouble === undefined ? '' : ` The last command failed: ${facts.trouble}.`;
  const unknown = facts.isHouseUnknown
    ? ' What the house draws is not known: its limit leaves the least current at most.'
    : '';
  const battery = facts.isBatterySilent ? ' The house battery is silent and is left out of account.' : '';
  return { code, words: WORDS[code](facts) + unknown + battery + trouble };
}
