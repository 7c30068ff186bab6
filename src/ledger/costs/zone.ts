import { HOUR_MS } from '../../time-spans.js';

/** What clocks and calendars on the wall show. */
export interface LocalTime {
  /** `2026-06-21` */
  readonly day: string;
  /** `14:05:09` */
  readonly time: string;
  readonly weekday: Weekday;
  /** Minutes since the clocks showed 00:00, 0 to 1439. */
  readonly minute: number;
}

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time zone. */
export interface Zone {
  /** IANA name, `Europe/Berlin`. */
  readonly name: string;
  localTime(ms: number): LocalTime;
  /** The first moment of a local day (`2026-06-21`), ms; it is not midnight where the clocks skip midnight. */
  dayStartMs(day: string): number;
}

/** No zone is further from UTC. */
const WIDEST_OFFSET_MS = 16 * HOUR_MS;
const MOST_DAYS_KEPT = 10_000;

/** @param name an IANA name that this machine knows */
export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('sv', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
  // Finding one asks Intl some thirty times, and lists ask for the same days again and again.
  const dayStarts = new Map<string, number>();
  const localDay = (ms: number): string => format.format(ms).slice(0, 10);
  return {
    name,
    localTime: (ms) => {
      const [day = '', time = ''] = format.format(ms).split(' ');
      return { day, time, weekday: weekdayOf(day), minute: minuteOf(time) };
    },
    dayStartMs: (day) => {
      const known = dayStarts.get(day);
      if (known !== undefined) return known;
      const startMs = findDayStart(day, localDay);
      if (dayStarts.size >= MOST_DAYS_KEPT) dayStarts.clear();
      dayStarts.set(day, startMs);
      return startMs;
    },
  };
}

function findDayStart(day: string, localDay: (ms: number) => string): number {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  let before = midnightUtc - WIDEST_OFFSET_MS;
  let from = midnightUtc + WIDEST_OFFSET_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (localDay(middle) < day) before = middle;
    else from = middle;
  }
  return from;
}

/** Minutes since 00:00 of a time that begins with `hh:mm`. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sun';
}
