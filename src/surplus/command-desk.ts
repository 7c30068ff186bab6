import type { ChargerReading } from './readings.js';
import { isEmpty, KNOBS, SET_POINT_KEYS, type SetPoint, type SetPointKey } from './set-point.js';

/** The result of a command on `<key>/result` or `result`. */
export interface CommandResult {
  readonly ok: boolean;
  readonly errorCode?: string;
  readonly message?: string;
}

/** A setting that somebody else changed. */
export interface TurnedKnob {
  readonly key: SetPointKey;
  readonly value: number | boolean;
}

/**
 * Everything about commands under way: at least five seconds between them, one at a time, confirmed by the charger's
 * state, tried again after a pause that grows, and told apart from what somebody else changes.
 */
export interface CommandDesk {
  /** When the next set-point may be sent, ms. */
  readonly readyAtMs: number;
  /** Why the last command failed, in words; undefined when all is well. */
  readonly trouble: string | undefined;
  readonly isPending: boolean;
  /** How many commands have failed. */
  readonly failures: number;
  send(setPoint: SetPoint, nowMs: number): void;
  takeResult(result: CommandResult, nowMs: number): void;
  /**
   * @param watched keys that count as knobs
   * @returns a knob that somebody else has turned since the last reading
   */
  takeReading(
    reading: ChargerReading,
    nowMs: number,
    watched?: readonly SetPointKey[],
  ): TurnedKnob | undefined;
  /** The charger stands as it is wanted: a command that failed is wanted no more. */
  forgetFailed(): void;
  /** The charger has returned: what failed before says nothing about now, and is tried again at once. */
  retry(): void;
  /** The charger or the broker was away: whatever the charger shows next, and until then, is taken as it is. */
  resync(untilMs?: number): void;
}

const INTERVAL_MS = 5_000;
const CONFIRM_MS = 15_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;

export function createCommandDesk(): CommandDesk {
  let pending: SetPoint | undefined;
  /** The last command that failed: it may take effect late, and then all is well. */
  let failed: SetPoint | undefined;
  let known: Partial<Record<SetPointKey, number | boolean>> | undefined;
  let lastSent: SetPoint = {};
  let sentMs = Number.NEGATIVE_INFINITY;
  let readyAtMs = Number.NEGATIVE_INFINITY;
  let pauseMs = FIRST_PAUSE_MS;
  let trouble: string | undefined;
  let failures = 0;
  let lastCar: number | undefined;
  let resyncUntilMs = Number.NEGATIVE_INFINITY;

  function fail(reason: string, nowMs: number) {
    failed = pending;
    pending = undefined;
    trouble = reason;
    failures++;
    readyAtMs = nowMs + pauseMs;
    pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
  }

  function confirm(reading: ChargerReading, nowMs: number) {
    const setPoint = pending ?? failed;
    if (!setPoint) return;
    if (SET_POINT_KEYS.every((key) => setPoint[key] === undefined || setPoint[key] === reading[key])) {
      pending = failed = trouble = undefined;
      pauseMs = FIRST_PAUSE_MS;
    } else if (pending && nowMs - sentMs > CONFIRM_MS) {
      fail('the charger did not show the new value', nowMs);
    }
  }

  /** Unplugging sets frc back to neutral by itself. */
  const isUnplugged = (reading: ChargerReading) => reading.car === 1 || lastCar === 1;

  function findTurned(reading: ChargerReading, watched: readonly SetPointKey[]): TurnedKnob | undefined {
    if (!known) return undefined;
    for (const key of watched) {
      const value = reading[key];
      if (value === undefined || value === known[key] || value === lastSent[key]) continue;
      if (key === 'frc' && isUnplugged(reading)) continue;
      // psm and fsp are one switch: the other one follows what was sent.
      if (key === 'fsp' && lastSent.psm !== undefined && value === (lastSent.psm === 1)) continue;
      if (key === 'psm' && lastSent.fsp !== undefined && value === (lastSent.fsp ? 1 : 2)) continue;
      return { key, value };
    }
    return undefined;
  }

  return {
    get readyAtMs() {
      return readyAtMs;
    },
    get trouble() {
      return trouble;
    },
    get isPending() {
      return pending !== undefined;
    },
    get failures() {
      return failures;
    },
    send(setPoint, nowMs) {
      if (isEmpty(setPoint)) return;
      pending = setPoint;
      sentMs = nowMs;
      lastSent = { ...lastSent, ...setPoint };
      readyAtMs = nowMs + INTERVAL_MS;
    },
    takeResult(result, nowMs) {
      if (!pending || result.ok) return;
      fail(result.message ?? result.errorCode ?? 'the command was refused', nowMs);
    },
    takeReading(reading, nowMs, watched = KNOBS) {
      confirm(reading, nowMs);
      const turned = findTurned(reading, watched);
      const isSynced = nowMs >= resyncUntilMs;
      known = isSynced ? Object.fromEntries(SET_POINT_KEYS.map((key) => [key, reading[key]])) : undefined;
      if (turned) lastSent = {};
      lastCar = reading.car;
      return turned;
    },
    forgetFailed() {
      failed = trouble = undefined;
    },
    retry() {
      failed = trouble = undefined;
      pauseMs = FIRST_PAUSE_MS;
      readyAtMs = sentMs + INTERVAL_MS;
    },
    resync(untilMs = Number.NEGATIVE_INFINITY) {
      known = undefined;
      resyncUntilMs = Math.max(resyncUntilMs, untilMs);
    },
  };
}
