import type { CostLine } from '../billing.js';
import { LINE_UNITS, type LineLabel, TAX_LABEL } from '../costs/line-words.js';
import type { Zone } from '../costs/zone.js';
import { type Language, WORDS, type Words } from './words.js';

/** How a printed page writes numbers and times. What is not known is a dash. */
export interface Display {
  readonly language: Language;
  readonly words: Words;
  /** Wh as kWh with three decimals. */
  kwh(wh: number | null): string;
  number(value: number | null): string;
  money(amount: number | null, currency: string | null): string;
  /** A price may be finer than a coin. */
  price(price: number | null, currency: string | null): string;
  /** Local date and time to the minute. */
  time(ms: number | null): string;
  unit(unit: CostLine['unit']): string;
  label(line: Pick<CostLine, 'type' | 'label'>): string;
  /** A charge point by the owner's name and its id. */
  chargePoint(id: string, name: string): string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const UNKNOWN = '–';

export function createDisplay(language: Language, zone: Zone): Display {
  const locale = LOCALES[language];
  const words = WORDS[language];
  const energy = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone.name,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  // A format costs a hundred times as much as using it.
  const formats = new Map<string, Intl.NumberFormat>();
  const currencyText = (amount: number | null, currency: string | null, finer: boolean): string => {
    if (amount === null || currency === null) return UNKNOWN;
    const name = `${currency} ${finer}`;
    const digits = finer ? { minimumFractionDigits: 2, maximumFractionDigits: 6 } : {};
    const format =
      formats.get(name) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
    formats.set(name, format);
    return format.format(amount);
  };
  return {
    language,
    words,
    kwh: (wh) => (wh === null ? UNKNOWN : energy.format(wh / 1000)),
    number: (value) => (value === null ? UNKNOWN : plain.format(value)),
    money: (amount, currency) => currencyText(amount, currency, false),
    price: (price, currency) => currencyText(price, currency, true),
    time: (ms) => (ms === null ? UNKNOWN : time.format(ms)),
    label: ({ type, label }) => labelIn(words, type, label),
    chargePoint: (id, name) => (name === id ? id : `${name} (${id})`),
    unit: (unit) => (unit === 'session' ? words.session : (unit ?? '')),
  };
}

/** Names of rules and notes of corrections are the owner's words and stay as they are. */
function labelIn(words: Words, type: CostLine['type'], label: string): string {
  if (type === 'tax') return label.replace(TAX_LABEL, words.tax);
  return type in LINE_UNITS ? (words.lines[label as LineLabel] ?? label) : label;
}
