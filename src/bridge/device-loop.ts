import type { Clock } from '../clock.js';
import type { Device, Reading } from '../devices/device.js';
import { DeviceError } from '../devices/device-error.js';
import type { Logger } from '../logger.js';
import type { Command } from './command.js';
import type { CommandRunner } from './command-runner.js';
import type { DevicePublisher } from './device-publisher.js';
import type { DeviceState } from './device-state.js';
import type { FreshnessJudge } from './freshness.js';
import { createPause } from './pause.js';
import { isOffline, retryDelayMs } from './retry.js';

export interface DeviceLoopOptions {
  readonly device: Device;
  readonly state: DeviceState;
  readonly publisher: DevicePublisher;
  readonly runner: CommandRunner;
  readonly freshness: FreshnessJudge;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after every reading, when the state is up to date and published. */
  readonly onReading: () => void;
}

/**
 * Supervises one device: polls it, writes commands in between, one request at a time. Nothing that a device answers
 * ends the loop.
 */
export interface DeviceLoop {
  /** Runs until aborted; resolves when the request under way has ended. */
  run(signal: AbortSignal): Promise<void>;
  push(command: Command): void;
}

export function createDeviceLoop(options: DeviceLoopOptions): DeviceLoop {
  const { device, state, publisher, runner, freshness, clock, log, onReading } = options;
  const pause = createPause(clock);
  let pollMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let lastProblem: string | undefined;

  function report(problem: string | undefined): void {
    if (problem === lastProblem) return;
    lastProblem = problem;
    if (problem === undefined) log.info({ device: device.id }, 'all is well again');
    else log.warn({ device: device.id }, problem);
  }

  function take(reading: Reading): void {
    failures = 0;
    state.apply(reading);
    const { fresh, problem } = freshness.judge(reading, clock.monotonic());
    report(problem);
    publisher.publish(reading.values.keys());
    publisher.setOnline(fresh);
    runner.onReading(reading);
    onReading();
  }

  function fail(error: DeviceError): void {
    failures++;
    report(error.message);
    if (isOffline(failures, error, state.receivedAtMs !== undefined)) publisher.setOnline(false);
  }

  async function poll(signal: AbortSignal): Promise<void> {
    const startMs = clock.monotonic();
    try {
      take(await device.poll(signal));
      // A slow answer must not turn into polling without a break.
      pollMs = Math.max(startMs + device.pollIntervalMs, clock.monotonic() + device.pollIntervalMs / 4);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof DeviceError))
        log.error({ err: error, device: device.id }, 'a poll failed unexpectedly');
      const known = error instanceof DeviceError ? error : unexpected(error);
      fail(known);
      pollMs = clock.monotonic() + retryDelayMs(failures, known, device.pollIntervalMs);
    }
  }

  async function step(signal: AbortSignal): Promise<void> {
    const nowMs = clock.monotonic();
    // A flood of commands must not blind the bridge: a poll that is late goes first.
    const pollIsLate = nowMs - pollMs > device.pollIntervalMs;
    if (runner.dueMs <= nowMs && !pollIsLate) {
      const reading = await runner.step(signal);
      if (reading !== undefined) take(reading);
    } else if (pollMs <= nowMs) await poll(signal);
    else await pause.wait(Math.min(pollMs, runner.dueMs) - nowMs);
  }

  return {
    async run(signal) {
      signal.addEventListener('abort', pause.wake, { once: true });
      while (!signal.aborted) await step(signal);
      runner.stop();
    },
    push(command) {
      runner.push(command);
      pause.wake();
    },
  };
}

function unexpected(cause: unknown): DeviceError {
  return new DeviceError('invalid_response', 'the answer could not be processed', { cause });
}
