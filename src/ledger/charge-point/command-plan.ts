import type { JsonObject } from '../../json.js';
import type { ChargerReading } from '../../surplus/readings.js';
import { cardOf, needsCard } from './card-choice.js';
import type { CommandMemory, HeldMode } from './command-memory.js';
import {
  type ControllerLimits,
  controllerWithin,
  currentWithinA,
  leastCurrentA,
  mostCurrentA,
  phasesInUse,
} from './power-limit.js';

/** A command for a charge point, as far as a charger without OCPP can carry it out. */
export type ChargeCommand =
  | { readonly command: 'start_session'; readonly idTag: string }
  | { readonly command: 'stop_session'; readonly transactionId: string }
  | { readonly command: 'set_power_limit'; readonly limitW: number }
  | {
      readonly command:
        | 'clear_power_limit'
        | 'set_available'
        | 'set_unavailable'
        | 'hard_reset'
        | 'soft_reset';
    };

/** What is known when a command comes. */
export interface ChargePointState {
  readonly snapshot: JsonObject;
  readonly reading: ChargerReading;
  /** Of the surplus controller, where one is online. */
  readonly controller?: ControllerLimits & { readonly mode: string };
  /** Of the session that is open. */
  readonly transactionId?: string;
  readonly memory: CommandMemory;
}

/** Values for one set-topic, written in one request. */
export interface Step {
  readonly to: 'charger' | 'controller';
  readonly values: JsonObject;
}

/** What to write, in this order, and what to remember once all of it is done; or why not. */
export type CommandPlan =
  | { readonly steps: readonly Step[]; readonly memory?: CommandMemory }
  | { readonly refusal: string };

/**
 * What a command means for the charger and for the surplus controller that may run it. Start and stop stand until the
 * car is unplugged: the charger forgets `frc` then, and the controller gets back its mode. A power limit stands until
 * it is cleared; one below the least current pauses, because a limit that is not kept is none.
 */
export function planCommand(command: ChargeCommand, state: ChargePointState): CommandPlan {
  switch (command.command) {
    case 'start_session':
      return planStart(command.idTag, state);
    case 'stop_session':
      if (command.transactionId !== state.transactionId)
        return { refusal: `"${command.transactionId}" is not the transaction that is open here.` };
      return planPause(state, 'unplugged');
    case 'set_power_limit':
      return planLimit(command.limitW, state);
    case 'clear_power_limit':
      return planClear(state);
    case 'set_unavailable':
      return planPause(state, 'available');
    case 'set_available':
      return planRelease(state);
    case 'soft_reset':
      if (state.reading.car === 2) return { refusal: 'A car is charging. hard_reset restarts all the same.' };
      return restart;
    case 'hard_reset':
      return restart;
  }
}

const restart: CommandPlan = { steps: [{ to: 'charger', values: { rst: true } }] };

/** The mode that the owner chose, whatever is held for a while; undefined: no controller runs this charger. */
function ownMode({ controller, memory: { mode } }: ChargePointState): string | undefined {
  const own = mode !== undefined && controller?.mode === mode.held ? mode.before : controller?.mode;
  return own === 'off' ? undefined : own;
}

function holdMode(state: ChargePointState, held: string, until: HeldMode['until']): CommandMemory {
  const before = ownMode(state);
  const { mode: _, ...memory } = state.memory;
  return before === undefined || before === held ? memory : { ...memory, mode: { before, held, until } };
}

function planStart(idTag: string, state: ChargePointState): CommandPlan {
  const { reading, snapshot, memory } = state;
  if (reading.car === 1) return { refusal: 'No car is plugged in.' };
  const isHeld = memory.mode !== undefined && state.controller?.mode === memory.mode.held;
  if (isHeld && memory.mode.until === 'available')
    return { refusal: 'It is out of service; set_available first.' };
  if (isHeld && memory.mode.until === 'cleared')
    return { refusal: 'The power limit is below the least current; clear_power_limit first.' };
  const card = cardOf(idTag, snapshot);
  if (card === undefined && needsCard(snapshot))
    return { refusal: `No card of the charger is called "${idTag}".` };
  const isAnonymous = snapshot['trx'] === null || snapshot['trx'] === 0;
  const trx = card !== undefined && isAnonymous ? { trx: card } : undefined;
  if (ownMode(state) === undefined) return { steps: [{ to: 'charger', values: { ...trx, frc: 2 } }] };
  const fast: Step = { to: 'controller', values: { mode: 'fast' } };
  return {
    steps: trx === undefined ? [fast] : [{ to: 'charger', values: trx }, fast],
    memory: holdMode(state, 'fast', 'unplugged'),
  };
}

const RANK = { unplugged: 0, cleared: 1, available: 2 } as const satisfies Record<HeldMode['until'], number>;

function planPause(state: ChargePointState, until: HeldMode['until']): CommandPlan {
  const off: Step = { to: 'charger', values: { frc: 1 } };
  if (ownMode(state) === undefined) return { steps: [off] };
  const { mode } = state.memory;
  const isHeldLonger = mode?.held === 'off' && RANK[mode.until] > RANK[until];
  return {
    // The controller would wait for its turn; the car is to stop now.
    steps: [{ to: 'controller', values: { mode: 'off' } }, off],
    memory: isHeldLonger ? state.memory : holdMode(state, 'off', until),
  };
}

function planRelease(state: ChargePointState): CommandPlan {
  const { mode, ...memory } = state.memory;
  const neutral: Step = { to: 'charger', values: { frc: 0 } };
  const own = ownMode(state);
  if (mode === undefined || own === undefined) return { steps: [neutral], memory };
  return { steps: [neutral, { to: 'controller', values: { mode: own } }], memory };
}

function planLimit(limitW: number, state: ChargePointState): CommandPlan {
  const { controller, memory } = state;
  const own = ownMode(state);
  return controller === undefined || own === undefined || memory.limit?.charger !== undefined
    ? limitCharger(limitW, state)
    : limitController(limitW, own, controller, state);
}

function limitCharger(limitW: number, { reading, memory }: ChargePointState): CommandPlan {
  const { amp = mostCurrentA(reading), frc = 0 } = reading;
  const before = memory.limit?.charger ?? { amp, frc };
  const withinA = Math.min(mostCurrentA(reading), currentWithinA(limitW, reading, phasesInUse(reading)));
  const values =
    withinA < leastCurrentA(reading) ? { frc: 1 } : { amp: withinA, ...unpaused(before.frc, reading) };
  return { steps: [{ to: 'charger', values }], memory: { ...memory, limit: { charger: before } } };
}

/** Of a charger that an earlier limit has paused. */
const unpaused = (frc: number, reading: ChargerReading) => (reading.frc === 1 && frc !== 1 ? { frc } : {});

function limitController(
  limitW: number,
  own: string,
  controller: ControllerLimits,
  state: ChargePointState,
): CommandPlan {
  const { min_current, max_current, phase_policy } = controller;
  const before = state.memory.limit?.controller ?? { max_current, phase_policy };
  const limits = controllerWithin(limitW, state.reading, { min_current, ...before });
  const limit = { controller: before };
  if (limits === undefined) {
    const pause = planPause(state, 'cleared');
    return 'refusal' in pause ? pause : { ...pause, memory: { ...(pause.memory ?? state.memory), limit } };
  }
  const { mode, ...others } = state.memory;
  const resumes = mode?.until === 'cleared';
  const values = { ...limits, ...(resumes && { mode: own }) };
  const memory = resumes ? others : state.memory;
  return { steps: [{ to: 'controller', values }], memory: { ...memory, limit } };
}

/** Without memory of how it was, the limits of charger and installation are what is left. */
function planClear(state: ChargePointState): CommandPlan {
  const { limit, ...memory } = state.memory;
  const { reading } = state;
  if (limit?.controller !== undefined) {
    const { mode, ...others } = memory;
    if (mode?.until !== 'cleared') return { steps: [{ to: 'controller', values: limit.controller }], memory };
    const values = { ...limit.controller, mode: mode.before };
    return { steps: [{ to: 'controller', values }], memory: others };
  }
  if (limit?.charger !== undefined) {
    const { amp, frc } = limit.charger;
    return { steps: [{ to: 'charger', values: { amp, ...unpaused(frc, reading) } }], memory };
  }
  const mostA = mostCurrentA(reading);
  return ownMode(state) === undefined
    ? { steps: [{ to: 'charger', values: { amp: mostA } }], memory }
    : { steps: [{ to: 'controller', values: { max_current: Math.max(6, mostA) } }], memory };
}
