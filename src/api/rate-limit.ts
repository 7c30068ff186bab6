import { MINUTE_MS } from '../time-spans.js';

/** A bucket that is full at first, loses one token per request, and fills up steadily. */
interface Bucket {
  tokens: number;
  atMs: number;
}

export interface RateLimit {
  /**
   * Counts a request.
   * @returns 0 when it may pass; otherwise the whole seconds after which the next one may
   */
  take(name: string, nowMs: number): number;
}

/** Buckets that were not used longest are forgotten beyond this number, so that strangers cannot fill the memory. */
const MAX_BUCKETS = 10_000;

/** @param perMinute requests in the long run, and at once after a pause */
export function createRateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / MINUTE_MS;

  return {
    take(name, nowMs) {
      const known = buckets.get(name) ?? { tokens: perMinute, atMs: nowMs };
      const tokens = Math.min(perMinute, known.tokens + (nowMs - known.atMs) * perMs);
      const passes = tokens >= 1;
      buckets.delete(name);
      buckets.set(name, { tokens: passes ? tokens - 1 : tokens, atMs: nowMs });
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_BUCKETS && oldest !== undefined) buckets.delete(oldest);
      return passes ? 0 : Math.ceil((1 - tokens) / perMs / 1000);
    },
  };
}

/** Callers by address: one host of IPv4, one network (/64) of IPv6, because a host there has as many as it likes. */
export function addressGroup(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
