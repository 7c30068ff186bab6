import { isoTime } from '../iso-time.js';
import {
  type ChargeCommand,
  type ChargePointState,
  planCommand,
  type Step,
} from '../ledger/charge-point/command-plan.js';
import { readCharger } from '../surplus/readings.js';
import type { ApiPorts, CommandOutcome, LiveDevice } from './api.js';
import type { CommandAnswer } from './command-schema.js';
import { createHeldModes, type HeldModes } from './held-modes.js';

/** Of the commands that are remembered, in memory only. */
const LONGEST_HISTORY = 1000;

export interface CommandOrder {
  readonly chargePointId: string;
  readonly command: ChargeCommand;
  readonly timeoutMs: number;
  readonly apiKeyId: string | null;
}

/** Carries out commands for charge points over the topic contract, and remembers them. */
export interface ChargeCommands {
  run(order: CommandOrder): Promise<CommandAnswer>;
  /** Newest first. */
  history(chargePointId: string | undefined): readonly CommandAnswer[];
  /** Goes on with what an earlier run left. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

type Ending = Pick<CommandAnswer, 'status' | 'message' | 'response'>;

export function createChargeCommands(ports: ApiPorts): ChargeCommands {
  const { clock, devices, newId } = ports;
  const held = createHeldModes(ports);
  let history: readonly CommandAnswer[] = [];

  async function carryOut({ chargePointId: id, command, timeoutMs }: CommandOrder): Promise<Ending> {
    const state = await stateOf(id, ports, held);
    if (state === undefined) return failed('Error', 'The charger has not been heard of yet.');
    const plan = planCommand(command, state);
    if ('refusal' in plan) return failed('Rejected', plan.refusal);
    const ending = await write(id, plan.steps, timeoutMs);
    const mayHaveActed = ending.status === 'Timeout' || ending.response.some(({ result }) => isOk(result));
    if (plan.memory !== undefined && mayHaveActed) await held.remember(id, plan.memory);
    return ending;
  }

  async function write(id: string, steps: readonly Step[], timeoutMs: number): Promise<Ending> {
    const endMs = clock.monotonic() + timeoutMs;
    const response: CommandAnswer['response'] = [];
    for (const { to, values } of steps) {
      const device = to === 'charger' ? id : `surplus/${id}`;
      const outcome = await devices.command(device, values, Math.max(0, endMs - clock.monotonic()));
      response.push({ device, values: { ...values }, result: 'results' in outcome ? outcome.results : null });
      if (outcome.status !== 'Accepted') return { ...describe(outcome), response };
    }
    return { status: 'Accepted', message: null, response };
  }

  return {
    async run(order) {
      const startMs = clock.monotonic();
      const sent = { command_id: newId('cmd_'), sent_at: isoTime(clock.now()) };
      const ending = await carryOut(order);
      const answer = {
        ...sent,
        ...ending,
        charge_point_id: order.chargePointId,
        command: order.command.command,
        response_time_ms: Math.round(clock.monotonic() - startMs),
        api_key_id: order.apiKeyId,
      };
      history = [answer, ...history].slice(0, LONGEST_HISTORY);
      return answer;
    },
    history: (id) => history.filter((each) => id === undefined || each.charge_point_id === id),
    start: held.start,
    stop: held.stop,
  };
}

/** undefined: nobody knows what the charger does now. */
async function stateOf(
  id: string,
  { devices, store }: ApiPorts,
  held: HeldModes,
): Promise<ChargePointState | undefined> {
  const device = devices.get(id);
  const reading = device && readCharger(device.values, device.receivedAtMs);
  if (device === undefined || reading === undefined) return undefined;
  const controller = controllerOf(devices.get(`surplus/${id}`));
  const session = (await store.sessions.active()).find(({ chargePointId }) => chargePointId === id);
  return {
    snapshot: device.values,
    reading,
    ...(controller && { controller }),
    ...(session && { transactionId: session.transactionId }),
    memory: await held.memoryOf(id),
  };
}

function controllerOf(device: LiveDevice | undefined): ChargePointState['controller'] {
  if (!device?.online) return undefined;
  const { mode, min_current, max_current, phase_policy } = device.values;
  if (typeof mode !== 'string' || typeof phase_policy !== 'string') return undefined;
  if (typeof min_current !== 'number' || typeof max_current !== 'number') return undefined;
  return { mode, min_current, max_current, phase_policy };
}

/** The bridge answers at once for a charger that does not. */
const SILENT: ReadonlySet<string> = new Set(['unreachable', 'timeout']);

function describe(outcome: Exclude<CommandOutcome, { status: 'Accepted' }>): Omit<Ending, 'response'> {
  switch (outcome.status) {
    case 'Timeout':
      return {
        status: 'Timeout',
        message: 'No result came in time; whether the command acted is not known.',
      };
    case 'Error':
      return { status: 'Error', message: outcome.message };
    case 'Rejected': {
      const message = `${outcome.code}: ${outcome.message}`;
      return { status: SILENT.has(outcome.code) ? 'Timeout' : 'Rejected', message };
    }
  }
}

const failed = (status: 'Rejected' | 'Error', message: string): Ending => ({ status, message, response: [] });

const isOk = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === true;
