import { isJsonObject, type JsonValue } from '../json.js';

/** Where a number comes from: any topic of the broker. */
export interface NumberTopicOptions {
  readonly topic: string;
  /** Member of a JSON payload, `battery.power` for one in another; absent: the payload is the number. */
  readonly path?: string;
}

/** The newest values of a topic that carries a number. */
export interface NumberTopic {
  readonly topic: string;
  take(payload: string, nowMs: number): void;
  /** The value that came nearest to that time; undefined when the newest is older than `staleMs`. */
  at(timeMs: number, nowMs: number, staleMs: number): number | undefined;
}

/** Meters tell of the past by no more than this, ms. */
const KEPT_MS = 180_000;

export function createNumberTopic({ topic, path }: NumberTopicOptions): NumberTopic {
  let points: { readonly atMs: number; readonly value: number }[] = [];

  return {
    topic,
    take(payload, nowMs) {
      const value = readNumber(payload, path);
      if (value === undefined) return;
      const newest = points.at(-1);
      points = points.filter(({ atMs }) => atMs > nowMs - KEPT_MS && atMs <= nowMs);
      // A value stands until the next one: the one before all that is kept is still of use.
      if (points.length === 0 && newest !== undefined && newest.atMs <= nowMs) points.push(newest);
      points.push({ atMs: nowMs, value });
    },
    at(timeMs, nowMs, staleMs) {
      const newest = points.at(-1);
      if (newest === undefined || nowMs - newest.atMs > staleMs) return undefined;
      const distance = ({ atMs }: { readonly atMs: number }) => Math.abs(atMs - timeMs);
      return points.reduce((best, point) => (distance(point) <= distance(best) ? point : best), newest).value;
    },
  };
}

/** @returns undefined for everything that is no number: a value that cannot be read is missing, never 0 */
export function readNumber(payload: string, path?: string): number | undefined {
  const text = path === undefined ? payload : memberOf(payload, path);
  if (typeof text !== 'number' && (typeof text !== 'string' || text.trim() === '')) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function memberOf(payload: string, path: string): JsonValue | undefined {
  try {
    let value: JsonValue | undefined = JSON.parse(payload) as JsonValue;
    for (const name of path.split('.')) {
      value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    }
    return value;
  } catch {
    return undefined;
  }
}
