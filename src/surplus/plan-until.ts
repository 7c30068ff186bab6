import { DAY_MS, MINUTE_MS } from '../time-spans.js';
import { ZONED } from './prices.js';

/** The next moment after `afterMs` at which clocks in the owner's time zone show this time. */
export type NextLocalTime = (afterMs: number, hour: number, minute: number) => number;

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The moment that `plan_until` means: `07:00` is the next seven o'clock, local time; `2026-06-21T07:00:00+02:00` is
 * that moment and no other.
 * @returns undefined for a text that is neither
 */
export function untilMsOf(text: string, afterMs: number, nextLocalTime: NextLocalTime): number | undefined {
  const [, hour, minute] = TIME_OF_DAY.exec(text) ?? [];
  if (hour !== undefined && minute !== undefined) return nextLocalTime(afterMs, Number(hour), Number(minute));
  const ms = ZONED.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

/** For cores that are told of no time zone. */
export const nextUtcTime: NextLocalTime = (afterMs, hour, minute) => {
  const midnightMs = Math.floor(afterMs / DAY_MS) * DAY_MS;
  const atMs = midnightMs + (hour * 60 + minute) * MINUTE_MS;
  return atMs > afterMs ? atMs : atMs + DAY_MS;
};
