import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOOLEAN_STATE,
  boundedNumberState,
  CODE_AS_ATTRIBUTE,
  COUNT_STATE,
  EDITABLE_TIME,
  editableText,
  numberCommand,
  numberState,
  TEXT_STATE,
  TIME_COMMAND,
  TIME_STATE,
  WHOLE_AS_ATTRIBUTE,
  wordCommand,
  wordState,
} from '../../src/homeassistant/templates.js';
import { renderCommand, renderState } from './jinja.js';

const WORDS = new Map([
  ['0', 'Neutral'],
  ['1', 'Don\'t "charge"'],
  ['vwID3_2', 'VW ID.3 – 2'],
]);

describe('states', () => {
  it.each([
    ['a text', TEXT_STATE, 'Wallbox', 'Wallbox'],
    ['a text that looks like a number', TEXT_STATE, '057.1', '057.1'],
    ['a text that is too long', TEXT_STATE, 'x'.repeat(300), 'x'.repeat(255)],
    ['no text', TEXT_STATE, 'null', 'None'],
    ['no text to edit', editableText(10), 'null', ''],
    ['a text to edit', editableText(3), 'abcdef', 'abc'],
    ['true', BOOLEAN_STATE, 'true', 'true'],
    ['false', BOOLEAN_STATE, 'false', 'false'],
    ['1 for true', BOOLEAN_STATE, '1', 'true'],
    ['neither true nor false', BOOLEAN_STATE, 'null', 'None'],
    ['an integer', numberState(), '16', '16'],
    ['a decimal number', numberState(), '-0.001', '-0.001'],
    ['no number', numberState(), 'null', 'None'],
    ['an error text instead of a number', numberState(), 'sensor fault', 'None'],
    ['true instead of a number', numberState(), 'true', 'None'],
    ['milliseconds in minutes', numberState(1 / 60_000), '90000', '1.5'],
    ['Wh in kWh', numberState(0.001), '17784955', '17784.955'],
    ['no Wh in kWh', numberState(0.001), 'null', 'None'],
    ['a number within its bounds', boundedNumberState(6, 16), '6', '6'],
    ['a number above its bounds', boundedNumberState(6, 16), '17', 'None'],
    ['a number below negative bounds', boundedNumberState(-50, -10), '-51', 'None'],
    ['a scaled number within its bounds', boundedNumberState(0, 10_000, 0.001), '2500', '2.5'],
    ['a known code', wordState(WORDS), '1', 'Don\'t "charge"'],
    ['a text as code', wordState(WORDS), 'vwID3_2', 'VW ID.3 – 2'],
    ['an unknown code', wordState(WORDS), '7', 'None'],
    ['an unknown code with a word', wordState(WORDS, 'Unknown value'), '7', 'Unknown value'],
    ['no code', wordState(WORDS, 'Unknown value'), 'null', 'None'],
    ['null with a word', wordState(new Map([['null', 'No car']])), 'null', 'No car'],
    ['an array', COUNT_STATE, '[1,2,3]', '3'],
    ['an object', COUNT_STATE, '{"a":1}', '1'],
    ['no array', COUNT_STATE, 'null', 'None'],
    ['a text instead of an array', COUNT_STATE, 'fault', 'None'],
    ['a time of day', TIME_STATE, '27015', '07:30:15'],
    ['no time of day', TIME_STATE, '86400', 'None'],
    ['a time of day that can be edited', EDITABLE_TIME, '27015', '07:30:15'],
    ['no time of day that can be edited', EDITABLE_TIME, 'null', ''],
  ])('show %s', (_what, template, payload, state) => {
    expect(renderState(template, payload)).toBe(state);
  });
});

describe('attributes', () => {
  it.each([
    [CODE_AS_ATTRIBUTE, '39', { code: 39 }],
    [CODE_AS_ATTRIBUTE, 'null', { code: null }],
    [CODE_AS_ATTRIBUTE, 'vwID3_2', { code: 'vwID3_2' }],
    [WHOLE_AS_ATTRIBUTE, '[{"a":"1"}]', { value: [{ a: '1' }] }],
    [WHOLE_AS_ATTRIBUTE, 'null', { value: null }],
    [WHOLE_AS_ATTRIBUTE, 'fault', { value: 'fault' }],
  ])('%s of %s', (template, payload, attributes) => {
    expect(JSON.parse(renderState(template, payload))).toEqual(attributes);
  });
});

describe('commands', () => {
  it.each([
    ['a word', wordCommand(WORDS), 'Don\'t "charge"', '1'],
    ['minutes as milliseconds', numberCommand(1 / 60_000, true), 1.5, '90000'],
    ['kWh as Wh', numberCommand(0.001, true), 12.34, '12340'],
    ['kWh as Wh with decimals', numberCommand(0.001, false), 0.0001, '0.1'],
    ['a time of day', TIME_COMMAND, '07:30:15', '27015'],
    ['a time of day without seconds', TIME_COMMAND, '07:30', '27000'],
    ['nothing instead of a time of day', TIME_COMMAND, '', ''],
  ])('send %s', (_what, template, value, payload) => {
    expect(renderCommand(template, value)).toBe(payload);
  });

  it('send what the state showed', () => {
    const time = fc.integer({ min: 0, max: 86_399 });
    fc.assert(
      fc.property(time, (seconds) => {
        expect(renderCommand(TIME_COMMAND, renderState(EDITABLE_TIME, String(seconds)))).toBe(
          String(seconds),
        );
      }),
    );
    const scale = fc.constantFrom(0.001, 1 / 60, 1 / 60_000, 60, 10);
    fc.assert(
      fc.property(scale, fc.integer({ min: -1_000_000, max: 1_000_000 }), (factor, wire) => {
        const decimals = 9;
        const shown = Number(renderState(numberState(factor, decimals), String(wire)));
        expect(renderCommand(numberCommand(factor, true), shown)).toBe(String(wire));
      }),
    );
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `(${text})`);
    fc.assert(
      fc.property(fc.dictionary(fc.integer().map(String), word, { minKeys: 1 }), (options) => {
        const byWord = new Map(Object.entries(options).map(([code, text]) => [text, code]));
        const words = new Map([...byWord].map(([text, code]) => [code, text]));
        for (const [code, text] of words) {
          expect(renderState(wordState(words), code)).toBe(text);
          expect(renderCommand(wordCommand(words), text)).toBe(code);
        }
      }),
    );
  });
});
