import { DAY_MS, HOUR_MS } from '../../time-spans.js';
import type { Period } from '../store/port.js';

/** With one decimal; null of nothing. */
export const percent = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((1000 * part) / whole) / 10 : null;

export const BUCKETS = ['hour', 'day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** 1 January 1970 was a Thursday; weeks begin on Mondays (ISO 8601). */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/**
 * A period in pieces that begin with the hours, days, weeks or months of UTC; the first and the last one may be cut.
 * @example bucketsOf({ fromMs: Date.UTC(2024, 5, 1, 6), toMs: Date.UTC(2024, 5, 3) }, 'day').length // 2
 */
export function bucketsOf({ fromMs, toMs }: Period, bucket: Bucket): readonly Period[] {
  const buckets: Period[] = [];
  for (let beginMs = fromMs; beginMs < toMs; ) {
    const endMs = Math.min(toMs, nextBeginMs(beginMs, bucket));
    buckets.push({ fromMs: beginMs, toMs: endMs });
    beginMs = endMs;
  }
  return buckets;
}

function nextBeginMs(ms: number, bucket: Bucket): number {
  switch (bucket) {
    case 'hour':
      return (Math.floor(ms / HOUR_MS) + 1) * HOUR_MS;
    case 'day':
      return (Math.floor(ms / DAY_MS) + 1) * DAY_MS;
    case 'week':
      return (Math.floor((ms - FIRST_MONDAY_MS) / (7 * DAY_MS)) + 1) * 7 * DAY_MS + FIRST_MONDAY_MS;
    case 'month': {
      const date = new Date(ms);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    }
  }
}
