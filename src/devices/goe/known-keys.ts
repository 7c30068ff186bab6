import type { PollClass } from '../datapoint.js';
import type { GoeValues } from './transport.js';

/** Longer filters make chargers reset the connection. */
export const MAX_KEYS_PER_REQUEST = 50;

/** A key that is absent from so many answers in a row is forgotten until the next full status. */
const MAX_ABSENCES = 3;

/** Time between two requests for a key of a class, ms. */
const EVERY_MS: Readonly<Record<PollClass, number>> = {
  live: 0,
  status: 5_000,
  settings: 60_000,
  rare: 600_000,
  never: Number.POSITIVE_INFINITY,
};

interface KnownKey {
  readonly everyMs: number;
  readonly askedAtMs: number;
  readonly absences: number;
}

/** The keys that a charger has as far as is known, and when each is due. Times are monotonic milliseconds. */
export interface KnownKeys {
  /** Number of keys that are worth asking for. */
  readonly size: number;
  /** Forgets what was known: these keys are the ones that there are. */
  learn(keys: Iterable<string>, askedAtMs: number): void;
  /** Takes note of an answer to a request for these keys. */
  answered(keys: readonly string[], values: GoeValues, nowMs: number): void;
  /** Live keys first, then the others by the time they are due, at most 50; when none is due, the one that is next. */
  due(nowMs: number): readonly string[];
}

/** @param pollClass of a key; a key that nobody knows is worth a look now and then */
export function createKnownKeys(pollClass: (key: string) => PollClass | undefined): KnownKeys {
  let known = new Map<string, KnownKey>();

  function note(key: string, row: KnownKey, present: boolean, nowMs: number): void {
    const absences = present ? 0 : row.absences + 1;
    if (absences < MAX_ABSENCES) known.set(key, { ...row, askedAtMs: nowMs, absences });
    else known.delete(key);
  }

  return {
    get size() {
      return known.size;
    },
    learn(keys, askedAtMs) {
      const rows = [...keys].map((key) => {
        const everyMs = EVERY_MS[pollClass(key) ?? 'rare'];
        return [key, { everyMs, askedAtMs, absences: 0 }] as const;
      });
      known = new Map(rows.filter(([, row]) => Number.isFinite(row.everyMs)));
    },
    answered(keys, values, nowMs) {
      for (const key of keys) {
        const row = known.get(key);
        if (row !== undefined) note(key, row, values.has(key), nowMs);
      }
    },
    due: (nowMs) => dueKeys(known, nowMs),
  };
}

function dueKeys(known: ReadonlyMap<string, KnownKey>, nowMs: number): readonly string[] {
  const rows = [...known].map(([key, { everyMs, askedAtMs }]) => {
    return { key, live: everyMs === EVERY_MS.live, dueMs: askedAtMs + everyMs };
  });
  rows.sort((a, b) => Number(b.live) - Number(a.live) || compare(a.dueMs, b.dueMs));
  const due = rows.filter((row) => row.dueMs <= nowMs);
  return (due.length > 0 ? due.slice(0, MAX_KEYS_PER_REQUEST) : rows.slice(0, 1)).map((row) => row.key);
}

/** Also of infinite numbers, whose difference is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
