import { de } from './de.js';
import { en } from './en.js';

/** Every text of the page. English is the model: German has the same members. */
export type Words = typeof en;

const KEPT = 'wattbridge.language';

export const LANGUAGES = { en, de } as const;
export type Language = keyof typeof LANGUAGES;

/** The one that was chosen, else that of the browser. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'de' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
}
