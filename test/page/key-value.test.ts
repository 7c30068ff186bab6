import { describe, expect, test } from 'vitest';
import {
  type DeviceKey,
  inGerman,
  languageOf,
  matches,
  missingSince,
  readTyped,
  typedValue,
  unknownKeys,
  valueText,
} from '../../src/page/key-value.js';

const keyOf = (members: Partial<DeviceKey>): DeviceKey => ({
  ...{ key: 'amp', name: 'Requested current', description: 'Used by the LED ring', access: 'R/W' },
  ...{ category: 'Config', poll: 'live', type: 'integer', nullable: false },
  ...{ unit: 'A', min: 6, max: 32, options: null, guarded: false, secret: false },
  ...members,
});

const text = keyOf({ type: 'string', unit: null });
const choice = keyOf({ type: 'integer', unit: null, options: { '0': 'Neutral', '2': 'On' } });
const words = keyOf({ type: 'string', unit: null, options: { '"pv"': 'Sun' } });
const format = String;

describe('a search', () => {
  test.each([
    ['amp', true],
    ['requested CURRENT', true],
    ['led ring amp', true],
    ['', true],
    ['voltage', false],
    ['amp voltage', false],
  ])('for "%s": %s', (search, found) => {
    expect(matches(keyOf({}), search)).toBe(found);
  });

  test('looks at the words of options too', () => {
    expect(matches(choice, 'neutral')).toBe(true);
  });
});

describe('in German', () => {
  const german = { amp: ['Strom', 'Was geladen wird', { Neutral: 'Neutral', On: 'Ein' }] } as const;

  test('a key has its German texts, and its English ones are still found', () => {
    const row = inGerman(choice, german);
    expect(row).toMatchObject({ name: 'Strom', description: 'Was geladen wird', options: { '2': 'Ein' } });
    expect(languageOf(row)).toBe('de');
    expect(['strom', 'ein', 'requested', 'on amp'].map((search) => matches(row, search))).toEqual([
      ...[true, true, true, true],
    ]);
  });

  test('a key without German texts stays as it is', () => {
    const row = keyOf({ key: 'ocppx' });
    expect(inGerman(row, german)).toBe(row);
    expect(languageOf(row)).toBe('en');
  });
});

test.each([
  ['a figure with its unit', keyOf({}), 16, '16 A'],
  ['a figure without', keyOf({ unit: null }), 16, '16'],
  ['words with the code', choice, 2, 'On (2)'],
  ['a code without words', choice, 7, '7'],
  ['words of a text', words, 'pv', 'Sun (pv)'],
  ['a text', text, 'go-e', 'go-e'],
  ['a truth', keyOf({ type: 'boolean', unit: null }), true, 'true'],
  ['null', text, null, 'null'],
  ['a compound', keyOf({ type: 'array' }), [1, 2], '[1,2]'],
  ['nothing', keyOf({}), undefined, '–'],
])('%s is shown as %4$s', (_what, row, value, shown) => {
  expect(valueText(row, value, format)).toBe(shown);
});

test.each([
  ['a figure', keyOf({}), '16', 16],
  ['no figure', keyOf({}), 'much', undefined],
  ['a word where a figure belongs', keyOf({}), 'true', undefined],
  ['nothing where null may be', keyOf({ nullable: true }), '', null],
  ['nothing where it may not', keyOf({}), '', undefined],
  ['a text that looks like a figure', text, '16', '16'],
  ['an empty text', text, '', ''],
  ['a truth', keyOf({ type: 'boolean', unit: null }), 'true', true],
  ['an option', words, '"pv"', 'pv'],
  ['JSON', keyOf({ type: 'array' }), '[1, {"a": 2}]', [1, { a: 2 }]],
  ['broken JSON', keyOf({ type: 'array' }), '[1, ', undefined],
])('%s that is typed is read', (_what, row, typed, value) => {
  expect(readTyped(row, typed)).toEqual(value);
});

test.each([
  [keyOf({}), 16],
  [text, 'go-e'],
  [choice, 2],
  [words, 'pv'],
  [keyOf({ type: 'object' }), { a: [1] }],
  [keyOf({ nullable: true }), null],
])('what a field shows at first is read back as the value', (row, value) => {
  expect(readTyped(row, typedValue(row, value))).toEqual(value);
});

test('a secret is never put into a field', () => {
  expect(typedValue({ ...text, secret: true }, '***')).toBe('');
});

test('values that no catalogue knows are keys of their own', () => {
  const values = {
    amp: 6,
    zq1: 1,
    received_at: '2026-06-21T10:00:00Z',
    missing: { wss: '2026-06-20T10:00:00Z' },
  };
  expect(unknownKeys([keyOf({})], values)).toMatchObject([{ key: 'zq1', access: 'R' }]);
  expect(missingSince(values, 'wss')).toBe('2026-06-20T10:00:00Z');
  expect(missingSince(values, 'amp')).toBeUndefined();
});
