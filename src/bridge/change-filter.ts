import type { Noise } from '../devices/datapoint.js';
import type { JsonValue } from '../json.js';
import { payloadOf } from '../mqtt/payload.js';

interface Published {
  payload: string;
  value: JsonValue;
  atMs: number;
}

interface HeldBack {
  readonly value: JsonValue;
  readonly noise: Noise;
}

/** Decides which values are worth a message: changes, all of them, except where the catalogue damps noise. Times are monotonic. */
export interface ChangeFilter {
  /** The payload to publish on this topic now, or undefined when there is nothing new to say. */
  offer(topic: string, value: JsonValue, nowMs: number, noise?: Noise): string | undefined;

  /** Values that were held back by a minimum interval which has passed: topic → payload. */
  due(nowMs: number): Map<string, string>;

  /** Forgets what was published, so that every value counts as new. */
  forget(): void;
}

export function createChangeFilter(): ChangeFilter {
  const published = new Map<string, Published>();
  const heldBack = new Map<string, HeldBack>();

  function accept(topic: string, value: JsonValue, payload: string, nowMs: number): string {
    const last = published.get(topic);
    if (last === undefined) published.set(topic, { payload, value, atMs: nowMs });
    else {
      last.payload = payload;
      last.value = value;
      last.atMs = nowMs;
    }
    return payload;
  }

  function holdBack(topic: string, value: JsonValue, nowMs: number, noise: Noise, last: Published): boolean {
    if (isWithinDeadband(value, last.value, noise.deadband)) return true;
    if (nowMs - last.atMs >= (noise.minIntervalMs ?? 0)) return false;
    heldBack.set(topic, { value, noise });
    return true;
  }

  return {
    offer(topic, value, nowMs, noise) {
      const last = published.get(topic);
      if (noise !== undefined) heldBack.delete(topic);
      // Scalars are compared as values: in the common case, a value that stays as it is, no string is made.
      if (last !== undefined && last.value === value) return undefined;
      const payload = payloadOf(value);
      if (last !== undefined) {
        if (last.payload === payload) return undefined;
        if (noise !== undefined && holdBack(topic, value, nowMs, noise, last)) return undefined;
      }
      return accept(topic, value, payload, nowMs);
    },

    due(nowMs) {
      const messages = new Map<string, string>();
      for (const [topic, { value, noise }] of heldBack) {
        const last = published.get(topic);
        if (last !== undefined && nowMs - last.atMs < (noise.minIntervalMs ?? 0)) continue;
        heldBack.delete(topic);
        messages.set(topic, accept(topic, value, payloadOf(value), nowMs));
      }
      return messages;
    },

    forget() {
      published.clear();
      heldBack.clear();
    },
  };
}

function isWithinDeadband(value: JsonValue, last: JsonValue, deadband: number | undefined): boolean {
  if (deadband === undefined || typeof value !== 'number' || typeof last !== 'number') return false;
  return Math.abs(value - last) < deadband;
}
