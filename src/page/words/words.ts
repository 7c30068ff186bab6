import { de } from './de.js';
import { en } from './en.js';

/** Every text of the page. English is the model: German has the same members. */
export type Words = typeof en;

export const LANGUAGES = { en, de } as const;
export type Language = keyof typeof LANGUAGES;

/** The one that the switch in this language leads to. */
export const OTHER_LANGUAGE: Readonly<Record<Language, Language>> = { en: 'de', de: 'en' };
