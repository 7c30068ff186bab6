import type { Language } from './words/language.js';

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

/** @example remaining(95) // '1:35' */
export function remaining(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
