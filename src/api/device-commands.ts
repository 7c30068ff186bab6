import type { Clock } from '../clock.js';
import type { JsonObject, JsonValue } from '../json.js';
import type { MqttPort } from '../mqtt/port.js';
import type { DeviceTopics } from '../mqtt/topics.js';
import type { CommandOutcome } from './api.js';
import { answeredBy, type CommandResult, parse, readResult } from './command-results.js';

/** Of commands whose results were never heard. */
const FORGET_MS = 120_000;

interface WaitingCommand {
  readonly payload: string;
  readonly values: JsonValue | undefined;
  readonly sinceMs: number;
  /** Ours: what to do with the result. */
  readonly settle?: (result: CommandResult) => void;
  isSeen: boolean;
}

/** Commands for one device, and their results. */
export interface DeviceCommands {
  /** One at a time, in the order of the calls; the time counts from the call. A late command is not sent. */
  run(values: JsonObject, timeoutMs: number): Promise<CommandOutcome>;
  /** Somebody's command on the device's set-topic; ours come by too. */
  takeCommand(payload: string): void;
  takeResult(payload: string): void;
}

/** @param stopping ends the waiting for results */
export function createDeviceCommands(
  topics: DeviceTopics,
  { mqtt, clock }: { readonly mqtt: MqttPort; readonly clock: Clock },
  stopping: AbortSignal,
): DeviceCommands {
  let waiting: readonly WaitingCommand[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function wait(command: WaitingCommand): void {
    const tooOldMs = clock.monotonic() - FORGET_MS;
    waiting = [...waiting.filter(({ sinceMs }) => sinceMs > tooOldMs), command];
  }

  function send(values: JsonObject): Promise<CommandResult> {
    const payload = JSON.stringify(values);
    return new Promise((settle) => {
      wait({ payload, values, sinceMs: clock.monotonic(), settle, isSeen: false });
      // QoS 0 on purpose: a command that could not be sent at once must not act later.
      mqtt.publish(topics.set, payload);
    });
  }

  return {
    async run(values, timeoutMs) {
      const startMs = clock.monotonic();
      const tookMs = () => Math.round(clock.monotonic() - startMs);
      const answered = new AbortController();
      const over: Promise<CommandOutcome> = clock
        .sleep(timeoutMs, AbortSignal.any([answered.signal, stopping]))
        .then(
          () => ({ status: 'Timeout', tookMs: tookMs() }),
          () => ({ status: 'Error', message: 'The server is stopping.', tookMs: tookMs() }),
        );
      const turn = last.then(async (): Promise<CommandOutcome> => {
        if (stopping.aborted || tookMs() >= timeoutMs) return over;
        if (!mqtt.connected) return notConnected(tookMs());
        return Promise.race([send(values).then((result) => outcomeOf(result, tookMs())), over]);
      });
      last = turn;
      return Promise.race([turn, over]).finally(() => answered.abort());
    },
    takeCommand(payload) {
      const ours = waiting.find(
        (command) => command.payload === payload && command.settle && !command.isSeen,
      );
      if (ours) ours.isSeen = true;
      else wait({ payload, values: parse(payload), sinceMs: clock.monotonic(), isSeen: true });
    },
    takeResult(payload) {
      const result = readResult(payload);
      const command = result && answeredBy(waiting, result);
      if (result === undefined || command === undefined) return;
      waiting = waiting.filter((other) => other !== command);
      command.settle?.(result);
    },
  };
}

function outcomeOf(result: CommandResult, tookMs: number): CommandOutcome {
  if (result.ok) return { status: 'Accepted', results: result.whole, tookMs };
  const { code, message, whole } = result;
  return { status: 'Rejected', code, message, results: whole, tookMs };
}

const notConnected = (tookMs: number): CommandOutcome => ({
  status: 'Error',
  message: 'The MQTT broker cannot be reached.',
  tookMs,
});
