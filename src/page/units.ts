import type { Language } from './words/words.js';

/** Figures in the reader's language. */

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

export function formatNumber(value: number, language: Language, digits = 0): string {
  return value.toLocaleString(LOCALES[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** @example power(1234, 'en') // '1.23 kW'; power(undefined, 'en') // '–' */
export function power(watts: number | undefined, language: Language): string {
  if (watts === undefined) return '–';
  const rounded = Math.round(watts);
  return Math.abs(rounded) < 1000
    ? `${formatNumber(rounded === 0 ? 0 : rounded, language)} W`
    : `${formatNumber(watts / 1000, language, 2)} kW`;
}

/** @param kwh kWh */
export function energy(kwh: number | null | undefined, language: Language): string {
  return kwh === undefined || kwh === null ? '–' : `${formatNumber(kwh, language, kwh < 100 ? 2 : 0)} kWh`;
}

export function amount(value: number | null, currency: string | null, language: Language): string {
  if (value === null || currency === null) return '–';
  return value.toLocaleString(LOCALES[language], { style: 'currency', currency });
}

export function share(part: number, whole: number, language: Language): string {
  return whole > 0 ? `${formatNumber((part / whole) * 100, language)} %` : '–';
}

export function dayAndTime(iso: string | null, language: Language): string {
  if (iso === null) return '–';
  return new Date(iso).toLocaleString(LOCALES[language], { dateStyle: 'short', timeStyle: 'short' });
}

/** The end of something: of the same day, its time alone. */
export function endTime(begin: string, end: string, language: Language): string {
  const [from, to] = [new Date(begin), new Date(end)];
  if (from.toDateString() !== to.toDateString()) return dayAndTime(end, language);
  return to.toLocaleTimeString(LOCALES[language], { timeStyle: 'short' });
}

/** @example remaining(95) // '1:35' */
export function remaining(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A figure with the decimals that it has, at most six; in groups from five digits on. */
export const formatValue = (value: number, language: Language): string =>
  value.toLocaleString(LOCALES[language], { maximumFractionDigits: 6, useGrouping: 'min2' });

/** A price of one: in cents, or finer where it is. */
export const formatPrice = (value: number, language: Language): string =>
  value.toLocaleString(LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 6 });

/** Seconds of a unit, the largest first. */
const SPANS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** @example ago('2026-06-21T10:00:00Z', Date.parse('2026-06-21T10:05:10Z'), 'en') // '5 minutes ago' */
export function ago(iso: string, nowMs: number, language: Language): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1000));
  const [unit, length] = SPANS.find(([, span]) => seconds >= span) ?? (['second', 1] as const);
  const words = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  return words.format(-Math.floor(seconds / length), unit);
}

const TICKS = {
  day: { hour: '2-digit', minute: '2-digit' },
  month: { day: 'numeric', month: 'numeric' },
  year: { month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A time under a chart of a day, a month or a year. @param seconds since 1970 */
export const formatTick = (seconds: number, range: keyof typeof TICKS, language: Language): string =>
  new Date(seconds * 1000).toLocaleString(LOCALES[language], TICKS[range]);
