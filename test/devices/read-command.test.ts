import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/bridge/command-error.js';
import type { Datapoint } from '../../src/devices/datapoint.js';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import { checkValue, readCommand } from '../../src/devices/read-command.js';
import { type JsonValue, jsonEquals } from '../../src/json.js';
import { payloadOf } from '../../src/mqtt/payload.js';
import { row } from '../support/fake-device.js';
import { writableValue } from './support/arbitraries.js';

const writable = (more: Partial<Datapoint>, key = 'key') => row(key, { access: 'R/W', ...more });

const AMP = writable({ unit: 'A', range: { min: 6, max: 32, step: 1 } }, 'amp');
const FRC = writable({ options: { 0: 'Neutral', 1: 'Off', 2: 'On' } }, 'frc');
const TRX = writable({ options: { null: 'None', 0: 'Without card' }, nullable: true }, 'trx');
const FNA = writable({ type: 'string', maxLength: 8 }, 'fna');
const MHT = writable({ type: 'string', nullable: true }, 'mht');
const CT = writable({ type: 'string', options: { '"default"': 'Default', '"kiaSoul"': 'Kia Soul' } }, 'ct');
const DWO = writable({ type: 'number', nullable: true, range: { min: 0, max: 100_000 } }, 'dwo');
const FUP = writable({ type: 'boolean' }, 'fup');
const LOTY = writable({ type: 'boolean', options: { false: 'Static', true: 'Dynamic' } }, 'loty');
const CLP = writable({ type: 'array' }, 'clp');
const IDS = writable({ type: 'object', access: 'W' }, 'ids');
const FREE = writable({ type: 'number' }, 'free');

/** What a refusal says; anything else than a CommandError fails the test. */
function refusalOf(action: () => unknown): string {
  try {
    return `accepted ${JSON.stringify(action())}`;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

describe('readCommand', () => {
  it.each<[Datapoint, string, JsonValue]>([
    [AMP, '16', 16],
    [AMP, ' 6\n', 6],
    [AMP, '32.0', 32],
    [AMP, '1e1', 10],
    [FRC, '2', 2],
    [FRC, '2.0', 2],
    [FRC, 'On', 2],
    [FRC, ' neutral ', 0],
    [TRX, 'null', null],
    [TRX, 'none', null],
    [TRX, '0', 0],
    [FNA, 'Carport', 'Carport'],
    [FNA, '', ''],
    [FNA, '"x"', '"x"'],
    [FNA, 'null', 'null'],
    [FNA, '🔌🔌🔌🔌🔌🔌🔌🔌', '🔌🔌🔌🔌🔌🔌🔌🔌'],
    [MHT, 'null', null],
    [MHT, 'homeassistant', 'homeassistant'],
    [CT, 'default', 'default'],
    [CT, '"kiaSoul"', 'kiaSoul'],
    [CT, 'kia soul', 'kiaSoul'],
    [DWO, '0', 0],
    [DWO, '12.5', 12.5],
    [DWO, 'null', null],
    [FUP, 'true', true],
    [FUP, 'false', false],
    [LOTY, 'Dynamic', true],
    [LOTY, 'false', false],
    [CLP, '[6,10]', [6, 10]],
    [IDS, '{"pGrid":-1000.5}', { pGrid: -1000.5 }],
    [FREE, '-1e300', -1e300],
  ])('$0.key takes %j', (datapoint, payload, value) =>
    expect(readCommand(datapoint, payload)).toEqual(value),
  );

  it.each<[Datapoint, string, string]>([
    [row('car'), '2', 'read_only: car can only be read'],
    [AMP, '40', 'out_of_range: amp takes whole amperes from 6 to 32; got 40'],
    [AMP, '5', 'out_of_range: amp takes whole amperes from 6 to 32; got 5'],
    [AMP, '10.5', 'invalid_type: amp takes whole amperes from 6 to 32; got 10.5'],
    [AMP, '"10"', 'invalid_type: amp takes whole amperes from 6 to 32; got "10"'],
    [AMP, 'null', 'invalid_type: amp takes whole amperes from 6 to 32; got null'],
    [AMP, 'ten', 'invalid_json: amp takes whole amperes from 6 to 32; got ten'],
    [AMP, '', 'invalid_json: amp takes whole amperes from 6 to 32; got an empty payload'],
    [AMP, '1e999', 'out_of_range: amp takes whole amperes from 6 to 32; got 1e999'],
    [FREE, '1e999', 'out_of_range: free takes numbers; got 1e999'],
    [FREE, 'NaN', 'invalid_json: free takes numbers; got NaN'],
    [FRC, '7', 'out_of_range: frc takes 0 (Neutral), 1 (Off) or 2 (On); got 7'],
    [FRC, 'Auto', 'out_of_range: frc takes 0 (Neutral), 1 (Off) or 2 (On); got Auto'],
    [FRC, 'true', 'invalid_type: frc takes 0 (Neutral), 1 (Off) or 2 (On); got true'],
    [FRC, '{}', 'invalid_type: frc takes 0 (Neutral), 1 (Off) or 2 (On); got {}'],
    [CT, 'tesla', 'out_of_range: ct takes "default" (Default) or "kiaSoul" (Kia Soul); got tesla'],
    [FNA, 'Carport 12', 'out_of_range: fna takes text of at most 8 characters; got Carport 12'],
    [DWO, '-1', 'out_of_range: dwo takes numbers from 0 to 100000, or null; got -1'],
    [FUP, '1', 'invalid_type: fup takes true or false; got 1'],
    [FUP, 'ON', 'invalid_json: fup takes true or false; got ON'],
    [CLP, '{"0":6}', 'invalid_type: clp takes a JSON array; got {"0":6}'],
    [CLP, '[6,1e999]', 'out_of_range: clp takes a JSON array; got [6,1e999]'],
    [CLP, '[6', 'invalid_json: clp takes a JSON array; got [6'],
    [IDS, '[]', 'invalid_type: ids takes a JSON object; got []'],
    [IDS, 'null', 'invalid_type: ids takes a JSON object; got null'],
  ])('$0.key refuses %j', (datapoint, payload, words) => {
    expect(refusalOf(() => readCommand(datapoint, payload))).toBe(words);
  });

  it('holds the present limits of the device against the value', () => {
    const limits = { min: 8, max: 16, because: 'mca is 8, ama is 16' };
    expect(readCommand(AMP, '16', limits)).toBe(16);
    expect(refusalOf(() => readCommand(AMP, '20', limits))).toBe(
      'out_of_range: amp takes whole amperes from 8 to 16 (mca is 8, ama is 16); got 20',
    );
  });

  it('bounds the size, counted in bytes', () => {
    const text = writable({ type: 'string' });
    expect(readCommand(text, 'x'.repeat(8192))).toHaveLength(8192);
    expect(refusalOf(() => readCommand(text, 'x'.repeat(8193)))).toBe(
      'out_of_range: key takes at most 8192 bytes at once',
    );
    expect(refusalOf(() => readCommand(text, 'ä'.repeat(5000)))).toMatch(/^out_of_range/);
  });

  it('bounds the depth', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readCommand(CLP, nested(30))).toEqual(JSON.parse(nested(30)));
    expect(refusalOf(() => readCommand(CLP, nested(4000)))).toMatch(/^out_of_range: .* got \[{40}…$/);
  });

  it('does not quote what was written to a secret key', () => {
    const secret = writable({ type: 'array', secret: true }, 'wifis');
    expect(refusalOf(() => readCommand(secret, '{"key":"sesame"}'))).toBe(
      'invalid_type: wifis takes a JSON array',
    );
    expect(refusalOf(() => readCommand(secret, 'sesame'))).toBe('invalid_json: wifis takes a JSON array');
  });

  it('takes what it would publish, for every writable key of a charger', () => {
    const written = fc
      .constantFrom(...GOE_DATAPOINTS.filter(({ access }) => access !== 'R'))
      .chain((datapoint) => fc.tuple(fc.constant(datapoint), writableValue(datapoint)));
    fc.assert(
      fc.property(written, ([datapoint, value]) => {
        expect(checkValue(datapoint, value)).toEqual(value);
        // The text null is null where null is allowed.
        if (value !== 'null') expect(readCommand(datapoint, payloadOf(value))).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('throws nothing but CommandError, and what it takes can be sent as JSON', () => {
    const datapoints = fc.constantFrom(...GOE_DATAPOINTS, AMP, FRC, TRX, CT, LOTY, CLP, IDS, FREE);
    const payloads = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1e999', '[1e999]', '-0'),
    );
    fc.assert(
      fc.property(datapoints, payloads, (datapoint, payload) => {
        try {
          const value = readCommand(datapoint, payload);
          expect(jsonEquals(JSON.parse(JSON.stringify(value)), value)).toBe(true);
          expect(jsonEquals(checkValue(datapoint, value), value)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('checkValue', () => {
  it.each<[Datapoint, JsonValue, JsonValue]>([
    [AMP, 10, 10],
    [FRC, 2, 2],
    [FRC, 'off', 1],
    [FRC, '1', 1],
    [TRX, null, null],
    [TRX, 'None', null],
    [MHT, null, null],
    [FNA, 'null', 'null'],
    [CT, 'kiaSoul', 'kiaSoul'],
    [LOTY, true, true],
    [IDS, { pGrid: 1 }, { pGrid: 1 }],
  ])('$0.key takes %j', (datapoint, value, taken) => expect(checkValue(datapoint, value)).toEqual(taken));

  it.each<[Datapoint, JsonValue, string]>([
    [row('car'), 2, 'read_only: car can only be read'],
    [AMP, '10', 'invalid_type: amp takes whole amperes from 6 to 32; got "10"'],
    [AMP, 40, 'out_of_range: amp takes whole amperes from 6 to 32; got 40'],
    [FRC, 'Auto', 'out_of_range: frc takes 0 (Neutral), 1 (Off) or 2 (On); got "Auto"'],
    [FNA, 5, 'invalid_type: fna takes text of at most 8 characters; got 5'],
    [FNA, null, 'invalid_type: fna takes text of at most 8 characters; got null'],
    [CLP, ['x'.repeat(8200)], 'out_of_range: clp takes at most 8192 bytes at once'],
    [
      FREE,
      Number.POSITIVE_INFINITY,
      'out_of_range: free takes numbers; got an endless number, or too many levels',
    ],
  ])('$0.key refuses %j', (datapoint, value, words) => {
    expect(refusalOf(() => checkValue(datapoint, value))).toBe(words);
  });

  it('refuses what is nested without end', () => {
    let nested: JsonValue = [];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    expect(refusalOf(() => checkValue(CLP, nested))).toMatch(/^out_of_range: clp takes a JSON array/);
  });
});
