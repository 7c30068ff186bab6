import type { GermanTexts } from '../devices/german-text.js';
import type { Language } from './words/words.js';

/** Keys of devices as `GET /api/v1/devices/{id}/keys` tells them, and their values as people read and write them. */

export interface DeviceKey {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly access: 'R' | 'W' | 'R/W';
  readonly category: 'Constant' | 'Config' | 'Status' | 'Unknown';
  readonly poll: 'live' | 'status' | 'settings' | 'rare' | 'never';
  readonly type: string;
  readonly nullable: boolean;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  /** JSON text of a value → words. */
  readonly options: Readonly<Record<string, string>> | null;
  readonly guarded: boolean;
  readonly secret: boolean;
  /** Absent: the device does not send it. */
  readonly value?: unknown;
  /** The same key with English texts, where these are German. */
  readonly english?: DeviceKey;
}

/** Members of a snapshot that are no keys of the device. */
const ABOUT_THE_SNAPSHOT: ReadonlySet<string> = new Set(['measured_at', 'received_at', 'missing']);

export const isWritable = ({ access }: DeviceKey): boolean => access !== 'R';

/** With German texts, as far as there are some for its key and the words of its options. */
export function inGerman(row: DeviceKey, texts: GermanTexts): DeviceKey {
  const text = texts[row.key];
  if (text === undefined) return row;
  const [name, description, words = {}] = text;
  const germanOf = ([code, word]: [string, string]) => [code, words[word] ?? word];
  const options = row.options && Object.fromEntries(Object.entries(row.options).map(germanOf));
  return { ...row, name, description, options, english: row };
}

/** Language of name, meaning and words of options. */
export const languageOf = ({ english }: DeviceKey): Language => (english === undefined ? 'en' : 'de');

/** Whether every word of the search is in the key, its name, its meaning or the words of its options. */
export function matches(row: DeviceKey, search: string): boolean {
  const text = textsOf(row).join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function textsOf({ key, name, description, options, english }: DeviceKey): readonly string[] {
  const own = [key, name, description, ...Object.values(options ?? {})];
  return english === undefined ? own : [...own, ...textsOf(english)];
}

/** @param format figures and truths in the reader's language; undefined as value: the device does not send it */
export function valueText(
  row: DeviceKey,
  value: unknown,
  format: (value: number | boolean) => string,
): string {
  if (value === undefined) return '–';
  const code = JSON.stringify(value);
  const words = row.options?.[code];
  if (words !== undefined) return `${words} (${typeof value === 'string' ? value : code})`;
  if (typeof value === 'number') return row.unit === null ? format(value) : `${format(value)} ${row.unit}`;
  if (typeof value === 'boolean') return format(value);
  return typeof value === 'string' ? value : code;
}

/** What was typed, as the value to write; undefined: it cannot be read. */
export function readTyped({ type, options, nullable }: DeviceKey, typed: string): unknown {
  if (options !== null) return parsed(typed);
  if (typed === '' && nullable) return null;
  if (type === 'string') return typed;
  const value = parsed(typed);
  return (type === 'integer' || type === 'number') && typeof value !== 'number' ? undefined : value;
}

/** What a field shows at first: the present value as it is typed. */
export function typedValue({ type, options, secret }: DeviceKey, value: unknown): string {
  if (secret || value === undefined) return '';
  if (options !== null) return JSON.stringify(value);
  if (value === null) return '';
  return type === 'string' && typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Values that the device sends and no catalogue knows, as keys. */
export function unknownKeys(
  rows: readonly DeviceKey[],
  values: Readonly<Record<string, unknown>>,
): readonly DeviceKey[] {
  const known = new Set(rows.map(({ key }) => key));
  return Object.keys(values)
    .filter((key) => !known.has(key) && !ABOUT_THE_SNAPSHOT.has(key))
    .map(unknownKey);
}

const unknownKey = (key: string): DeviceKey => ({
  key,
  name: key,
  description: '',
  access: 'R',
  category: 'Unknown',
  poll: 'never',
  type: 'unknown',
  nullable: true,
  unit: null,
  min: null,
  max: null,
  options: null,
  guarded: false,
  secret: false,
});

/** Since when the device no longer sends a key, ISO time. */
export function missingSince(values: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const since = (values['missing'] as Readonly<Record<string, string>> | undefined)?.[key];
  return typeof since === 'string' ? since : undefined;
}
