import { DAY_MS } from '../../time-spans.js';
import type { Catalogue } from '../catalogue.js';
import { createKnownKeys } from './known-keys.js';
import { createRebootWatch } from './reboot-watch.js';
import type { GoeValues } from './transport.js';

/** How often a full status is asked for when nothing special happens. */
const FULL_EVERY_MS = DAY_MS;

/** A full status that failed so often, while smaller requests succeeded, is beyond this charger. */
const MAX_STRIKES = 2;

export type Asked = readonly string[] | 'all';

/**
 * Decides which keys the next request asks for. All times are monotonic milliseconds. The first request is a full
 * status, which shows what this charger has; it is repeated after a reboot, a firmware change, and once a day.
 * Where a full status fails twice although the charger answers, the catalogue's keys are tried in batches instead.
 */
export interface PollSchedule {
  /** `all`, or 1 to 50 keys that the charger has as far as is known. */
  next(nowMs: number): Asked;
  answered(asked: Asked, values: GoeValues, nowMs: number): void;
  failed(asked: Asked): void;
}

/** @param catalogue gives the rows for the present firmware */
export function createPollSchedule(catalogue: () => Catalogue): PollSchedule {
  const known = createKnownKeys((key) => catalogue().get(key)?.poll);
  const reboots = createRebootWatch();
  let fullDueMs = Number.NEGATIVE_INFINITY;
  let strikes = 0;
  /** A full status failed; whether it was to blame, or the charger is away, shows with the next smaller request. */
  let fullIsSuspect = false;

  function tookFull(values: GoeValues, nowMs: number): void {
    known.learn(values.keys(), nowMs);
    strikes = 0;
    fullDueMs = nowMs + FULL_EVERY_MS;
  }

  function tookSome(keys: readonly string[], values: GoeValues, nowMs: number): void {
    known.answered(keys, values, nowMs);
    if (!fullIsSuspect || ++strikes < MAX_STRIKES) return;
    strikes = 0;
    fullDueMs = nowMs + FULL_EVERY_MS;
  }

  return {
    next(nowMs) {
      const wantsFull = fullDueMs <= nowMs && !fullIsSuspect;
      return wantsFull || known.size === 0 ? 'all' : known.due(nowMs);
    },
    answered(asked, values, nowMs) {
      if (reboots.sees(values)) fullDueMs = nowMs;
      if (asked === 'all') tookFull(values, nowMs);
      else tookSome(asked, values, nowMs);
      fullIsSuspect = false;
    },
    failed(asked) {
      fullIsSuspect = asked === 'all';
      if (known.size === 0) known.learn(catalogue().keys(), Number.NEGATIVE_INFINITY);
    },
  };
}
