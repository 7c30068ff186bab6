import type { ChargerReading } from './readings.js';

/** What a command changes. */
export type ChangeKind = 'current' | 'start' | 'stop' | 'phases';

/**
 * How charger and car answer commands: when the last command has taken effect, and how long each kind of change
 * usually takes. A meter reading older than the effect does not show it.
 */
export interface Response {
  /** A command was sent that offers so many amperes, or ends charging. */
  begin(kind: ChangeKind, atMs: number, offeredA: number): void;
  /** @param carMaxA what the car is known to take at most */
  take(reading: ChargerReading, carMaxA: number): void;
  /** Since when the last command's effect stands, ms; undefined while it is under way. */
  readonly settledAtMs: number | undefined;
  /** Usual time from command to effect, s. */
  readonly usualS: Readonly<Record<ChangeKind, number>>;
  /** Changes that the car did not follow in time. */
  readonly ignored: number;
  /** The change under way is void (unplugged, refused). */
  cancel(atMs: number): void;
}

const FIRST_GUESS_S: Readonly<Record<ChangeKind, number>> = { current: 6, start: 12, stop: 5, phases: 36 };
/** Without any effect after this time the command is taken as ignored, s. */
const PATIENCE_S: Readonly<Record<ChangeKind, number>> = { current: 25, start: 60, stop: 30, phases: 120 };
const LEARNING_SHARE = 0.25;
const NEAR_A = 0.6;
const IDLE_W = 60;
const MOVED_A = 0.4;
const STEADY_S = 6;

interface Change {
  readonly kind: ChangeKind;
  readonly atMs: number;
  readonly offeredA: number;
  readonly fromA: number;
  lastA: number;
  movedAtMs: number | undefined;
  wasIdle: boolean;
}

const highest = (reading: ChargerReading) => Math.max(...reading.currentsA);

/** @param learnedS usual times that an earlier run has learned */
export function createResponse(learnedS: Response['usualS'] = FIRST_GUESS_S): Response {
  const usualS = { ...learnedS };
  let change: Change | undefined;
  let settledAtMs: number | undefined = Number.NEGATIVE_INFINITY;
  let presentA = 0;
  let ignored = 0;

  /** Whether the car draws what it was offered, or has stopped. */
  function isReached({ kind, offeredA, wasIdle }: Change, reading: ChargerReading, carMaxA: number): boolean {
    if (kind === 'stop') return reading.powerW < IDLE_W;
    if (kind === 'phases' && !wasIdle) return false;
    return reading.powerW >= IDLE_W && Math.abs(highest(reading) - Math.min(offeredA, carMaxA)) <= NEAR_A;
  }

  /** It moved, and stands still somewhere else than was asked for. */
  function isSteady({ kind, movedAtMs, wasIdle }: Change, reading: ChargerReading): boolean {
    if (movedAtMs === undefined || reading.powerW < IDLE_W) return false;
    return (kind !== 'phases' || wasIdle) && reading.measuredAtMs - movedAtMs >= STEADY_S * 1000;
  }

  function follow(present: Change, reading: ChargerReading) {
    const amps = highest(reading);
    if (Math.abs(amps - present.lastA) > MOVED_A / 4) {
      present.lastA = amps;
      if (Math.abs(amps - present.fromA) > MOVED_A || present.movedAtMs !== undefined)
        present.movedAtMs = reading.measuredAtMs;
    }
    if (reading.powerW < IDLE_W) present.wasIdle = true;
  }

  return {
    begin(kind, atMs, offeredA) {
      change = {
        kind,
        atMs,
        offeredA,
        fromA: presentA,
        lastA: presentA,
        movedAtMs: undefined,
        wasIdle: presentA === 0,
      };
      settledAtMs = undefined;
    },
    take(reading, carMaxA) {
      presentA = highest(reading);
      if (!change || reading.measuredAtMs <= change.atMs) return;
      follow(change, reading);
      const elapsedS = (reading.measuredAtMs - change.atMs) / 1000;
      const isDone = isReached(change, reading, carMaxA) || isSteady(change, reading);
      if (!isDone && elapsedS < PATIENCE_S[change.kind]) return;
      if (isDone) usualS[change.kind] += LEARNING_SHARE * (elapsedS - usualS[change.kind]);
      else ignored++;
      settledAtMs = reading.measuredAtMs;
      change = undefined;
    },
    get settledAtMs() {
      return settledAtMs;
    },
    usualS,
    get ignored() {
      return ignored;
    },
    cancel(atMs) {
      if (!change) return;
      change = undefined;
      settledAtMs = atMs;
    },
  };
}
