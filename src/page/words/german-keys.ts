import type { GermanTexts } from '../../devices/german-text.js';
import { GOE_GERMAN } from '../../devices/goe/german.js';
import { POWEROPTI_GERMAN } from '../../devices/poweropti/german.js';
import { SURPLUS_GERMAN } from '../../surplus/german.js';

/** What keys mean, in German, by kind of device. It has a file of its own, for those who read German. */
export const GERMAN_KEYS: Readonly<Record<string, GermanTexts>> = {
  goe: GOE_GERMAN,
  poweropti: POWEROPTI_GERMAN,
  surplus: SURPLUS_GERMAN,
};
