import type { Clock } from '../clock.js';
import type { Device, Reading, WriteAnswer, Writer } from '../devices/device.js';
import { DeviceError, type DeviceErrorCode } from '../devices/device-error.js';
import type { Command } from './command.js';
import { CommandError, type CommandErrorCode } from './command-error.js';
import { createCommandQueue } from './command-queue.js';
import { createConfirmations } from './confirmation.js';

/** A write takes about a second to show in a go-e charger's status (its logic runs once a second). */
const READ_BACK_MS = 500;
/** Chargers refuse or reset single requests now and then ("couldn't take api lock"); these are worth another try. */
const TRIES = 3;
const TRY_AGAIN_MS = 500;

export interface CommandRunnerOptions {
  readonly device: Device;
  readonly clock: Clock;
  /** How long a written value may take to show when it is read back. */
  readonly confirmTimeoutMs: number;
}

/** Writes commands to one device, one request at a time, and confirms each by reading it back. */
export interface CommandRunner {
  push(command: Command): void;

  /** Monotonic time of the next thing to do: now when commands wait, Infinity when there is nothing. */
  readonly dueMs: number;

  /** Does the next thing: a write, or a read-back, whose reading is returned. Never throws. */
  step(signal: AbortSignal): Promise<Reading | undefined>;

  /** To be told of every reading: it may confirm a write. */
  onReading(reading: Reading): void;

  /** Ends: whatever still waits is answered. */
  stop(): void;
}

export function createCommandRunner({
  device,
  clock,
  confirmTimeoutMs,
}: CommandRunnerOptions): CommandRunner {
  const queue = createCommandQueue();
  const confirmations = createConfirmations();
  let readBackMs = Number.POSITIVE_INFINITY;

  async function writeWithTries(writer: Writer, command: Command, signal: AbortSignal) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await writer.write(command.values, signal);
      } catch (error) {
        if (attempt === TRIES || !isWorthAnotherTry(error, device, command)) throw error;
        await clock.sleep(TRY_AGAIN_MS, signal);
      }
    }
  }

  function accept(command: Command): void {
    const readable = [...command.values].filter(([key]) => device.datapoint(key)?.access !== 'W');
    if (readable.length === 0) {
      command.answer({ ok: true, confirmed: false });
      return;
    }
    const nowMs = clock.monotonic();
    confirmations.add(command, new Map(readable), nowMs + confirmTimeoutMs);
    readBackMs = nowMs + READ_BACK_MS;
  }

  async function write(writer: Writer, command: Command, signal: AbortSignal): Promise<void> {
    try {
      const refusal = refusalIn(await writeWithTries(writer, command, signal));
      if (refusal === undefined) accept(command);
      else command.answer({ ok: false, error: refusal });
    } catch (error) {
      command.answer({ ok: false, error: commandErrorOf(error) });
    }
  }

  async function readBack(writer: Writer, signal: AbortSignal): Promise<Reading | undefined> {
    readBackMs = clock.monotonic() + READ_BACK_MS;
    try {
      return await writer.read(confirmations.keys(), signal);
    } catch {
      // The poll loop reports an unreachable device; here only the commands' time runs on.
      confirmations.settle(new Map(), clock.monotonic());
      return undefined;
    }
  }

  return {
    push: queue.push,
    get dueMs() {
      if (queue.length > 0) return Number.NEGATIVE_INFINITY;
      return confirmations.size > 0 ? readBackMs : Number.POSITIVE_INFINITY;
    },
    async step(signal) {
      const { writer } = device;
      if (writer === undefined) return undefined;
      const command = queue.shift();
      if (command === undefined) return readBack(writer, signal);
      await write(writer, command, signal);
      return undefined;
    },
    onReading: (reading) => confirmations.settle(reading.values, clock.monotonic()),
    stop() {
      const error = new CommandError('unreachable', 'the bridge is stopping');
      queue.refuseAll(error);
      confirmations.refuseAll(error);
    },
  };
}

/** Only keys that can be read are safe to write twice: repeating a reset or a learned card is not the same wish. */
function isWorthAnotherTry(error: unknown, device: Device, command: Command): boolean {
  const repeatable = [...command.values.keys()].every((key) => device.datapoint(key)?.access === 'R/W');
  return repeatable && error instanceof DeviceError && error.retryable && error.code !== 'timeout';
}

/** One refused key refuses the command; the message keeps the device's words for each. */
function refusalIn(answers: ReadonlyMap<string, WriteAnswer>): CommandError | undefined {
  const reasons = [...answers].flatMap(([key, answer]) => (answer.ok ? [] : [`${key}: ${answer.reason}`]));
  return reasons.length === 0 ? undefined : new CommandError('rejected', reasons.join('; '));
}

const CODES: Readonly<Record<DeviceErrorCode, CommandErrorCode>> = {
  unreachable: 'unreachable',
  timeout: 'timeout',
  unauthorized: 'unreachable',
  not_found: 'unreachable',
  offline: 'unreachable',
  device_failure: 'unreachable',
  rejected: 'rejected',
  // The request arrived, but its answer cannot be read: whether the value was taken is unknown.
  invalid_json: 'not_confirmed',
  invalid_response: 'not_confirmed',
};

function commandErrorOf(error: unknown): CommandError {
  if (error instanceof DeviceError)
    return new CommandError(CODES[error.code], error.message, { cause: error });
  return new CommandError('unreachable', 'the write was interrupted', { cause: error });
}
