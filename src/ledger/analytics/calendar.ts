import { DAY_MS } from '../../time-spans.js';
import { WEEKDAYS, weekdayOf } from '../costs/zone.js';

/** Arithmetic with local days (`2026-06-21`), which knows nothing of hours and so of no change of the clocks. */

/** @example addDays('2026-02-28', 1) // '2026-03-01' */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first to the last one, both counted. */
export const dayCount = (fromDay: string, toDay: string): number =>
  (Date.parse(toDay) - Date.parse(fromDay)) / DAY_MS + 1;

export const GRANULARITIES = ['day', 'week', 'month'] as const;
export type DayGranularity = (typeof GRANULARITIES)[number];

/** The first day of the day, week (from Monday) or month that a day belongs to. */
export function bucketStart(day: string, granularity: DayGranularity): string {
  switch (granularity) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((WEEKDAYS.indexOf(weekdayOf(day)) + 6) % 7));
    case 'month':
      return `${day.slice(0, 7)}-01`;
  }
}

/** First and last day of a month (`2026-02`). */
export function daysOfMonth(month: string): { readonly fromDay: string; readonly toDay: string } {
  const fromDay = `${month}-01`;
  return { fromDay, toDay: addDays(bucketStart(addDays(fromDay, 31), 'month'), -1) };
}
