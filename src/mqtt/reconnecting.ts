import type { Clock } from '../clock.js';
import { backoffMs } from './backoff.js';
import {
  type AttemptEnd,
  firstVersion,
  nextVersion,
  type ProtocolChoice,
  type ProtocolVersion,
} from './protocol-version.js';

/** A connection that lasted this long was a good one: the next wait is the shortest again. */
const STABLE_MS = 60_000;

/** One attempt to connect, from its start to the end of the connection. */
export interface Attempt {
  readonly end: AttemptEnd;
  /** The first error of the attempt, if any. */
  readonly error: unknown;
  /** Milliseconds that the connection lasted, 0 if there was none. */
  readonly lastedMs: number;
}

export interface ReconnectingOptions {
  readonly protocol: ProtocolChoice;
  readonly clock: Clock;
  /** 0 ≤ chance < 1 */
  readonly random: () => number;
  /** Resolves when the connection has ended, or when there was none; never rejects. */
  attempt(version: ProtocolVersion): Promise<Attempt>;
  /** Told of every attempt that ended, with the wait in milliseconds until the next one. */
  onEnd(attempt: Attempt, waitMs: number): void;
}

/** Connects again and again until the signal is aborted; it never gives up by itself. */
export async function keepConnected(options: ReconnectingOptions, signal: AbortSignal): Promise<void> {
  const { protocol, clock, random, attempt, onEnd } = options;
  let version = firstVersion(protocol);
  let failures = 0;
  while (!signal.aborted) {
    const ended = await attempt(version);
    if (signal.aborted) return;
    const { end, lastedMs } = ended;
    const tried = version;
    version = nextVersion(protocol, tried, end);
    // Falling back to the older version is no failure of the broker: try it at once.
    if (end === 'version_refused' && version < tried) continue;
    failures = lastedMs >= STABLE_MS ? 1 : failures + 1;
    const waitMs = backoffMs(failures, random());
    onEnd(ended, waitMs);
    await clock.sleep(waitMs, signal).catch(() => undefined);
  }
}
