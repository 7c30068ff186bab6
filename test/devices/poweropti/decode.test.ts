import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceError } from '../../../src/devices/device-error.js';
import { POWEROPTI_DATAPOINTS } from '../../../src/devices/poweropti/catalogue.js';
import { decodeMeasurement } from '../../../src/devices/poweropti/decode.js';
import { deviceErrorIn } from '../support/device-errors.js';

const SAMPLE = `{
  "timestamp": 1757053304,
  "values": [
    { "obis": "1.7.0", "value": 228 },
    { "obis": "1.8.0", "value": 17784955 },
    { "obis": "1.8.1", "value": 17784955 },
    { "obis": "1.8.2", "value": 0 },
    { "obis": "2.8.0", "value": 181 }
  ]
}`;

const withValues = (...values: unknown[]) => JSON.stringify({ timestamp: 1757053304, values });
const withTimestamp = (timestamp?: unknown) =>
  JSON.stringify({ timestamp, values: [{ obis: '1.7.0', value: -42.5 }] });

describe('decodeMeasurement', () => {
  it('reads the sample of the documentation', () => {
    const measurement = decodeMeasurement(SAMPLE);
    expect(Object.fromEntries(measurement.values)).toEqual({
      '1.7.0': 228,
      '1.8.0': 17784955,
      '1.8.1': 17784955,
      '1.8.2': 0,
      '2.8.0': 181,
    });
    expect(measurement).toMatchObject({ measuredAtMs: Date.UTC(2025, 8, 5, 6, 21, 44), problems: [] });
  });

  it('keeps registers that nobody knows, negative values, and the short name of a long code', () => {
    const { values, problems } = decodeMeasurement(
      withValues(
        { obis: '99.9.9', value: 1 },
        { obis: '1.7.0', value: -1500, unit: 'W' },
        { obis: '1-0:2.8.0*255', value: 7 },
        { obis: '__proto__', value: 3 },
      ),
    );
    expect([...values]).toEqual([
      ['99.9.9', 1],
      ['1.7.0', -1500],
      ['2.8.0', 7],
      ['__proto__', 3],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['a text', '"228"'],
    ['null', 'null'],
    ['missing', '1e999'],
    ['true or false', 'true'],
    ['a list', '[1]'],
    ['an object', '{}'],
  ])('leaves out a value that is %s, and no other', (words, text) => {
    const body = `{"timestamp":1,"values":[{"obis":"1.7.0","value":${text}},{"obis":"2.8.0","value":181}]}`;
    const { values, problems } = decodeMeasurement(body);
    expect([...values]).toEqual([['2.8.0', 181]]);
    expect(problems).toEqual([`The value of 1.7.0 is ${words}, not a number, and is left out.`]);
  });

  it.each([[{ value: 1 }], [{ obis: 17, value: 1 }], [{ obis: '', value: 1 }], [null], ['1.7.0']])(
    'leaves out the entry %j, and no other',
    (entry) => {
      const { values, problems } = decodeMeasurement(withValues(entry, { obis: '1.7.0', value: 5 }));
      expect([...values]).toEqual([['1.7.0', 5]]);
      expect(problems).toEqual(['Entry 1 of "values" has no OBIS code and is left out.']);
    },
  );

  it('reports a meter without any values', () => {
    const { values, problems } = decodeMeasurement(withValues());
    expect(values.size).toBe(0);
    expect(problems).toEqual([expect.stringContaining('no values at all')]);
  });

  it.each([
    ['missing', undefined],
    ['null', null],
    ['a text', '1757053304'],
    ['out of all bounds', 1e17],
  ])('keeps the values when the timestamp is %s', (words, timestamp) => {
    const measurement = decodeMeasurement(withTimestamp(timestamp));
    expect([...measurement.values]).toEqual([['1.7.0', -42.5]]);
    expect(measurement).not.toHaveProperty('measuredAtMs');
    expect(measurement.problems).toEqual([expect.stringContaining(`The "timestamp" is ${words}`)]);
  });

  it('understands a timestamp in milliseconds, and says so', () => {
    const measurement = decodeMeasurement(withTimestamp(1757053304000));
    expect(measurement.measuredAtMs).toBe(1757053304000);
    expect(measurement.problems).toEqual([expect.stringContaining('in milliseconds')]);
  });

  it.each([
    [1757053304.25, 1757053304250],
    [0, 0],
    [-5, -5000],
    [99_999_999_999, 99_999_999_999_000],
  ])('reads the timestamp %d as seconds', (timestamp, measuredAtMs) => {
    expect(decodeMeasurement(withTimestamp(timestamp))).toMatchObject({ measuredAtMs, problems: [] });
  });

  it.each([
    ['', 'invalid_json', 'empty'],
    [SAMPLE.slice(0, 90), 'invalid_json', 'cut off'],
    ['<html></html>', 'invalid_json', 'web page'],
    ['Unauthorized', 'invalid_json', 'not JSON'],
    ['[]', 'invalid_response', 'it is a list'],
    ['null', 'invalid_response', 'it is null'],
    ['{}', 'invalid_response', '"values" is missing'],
    ['{"timestamp":1,"values":{"1.7.0":228}}', 'invalid_response', '"values" is an object'],
  ])('refuses %j', (body, code, words) => {
    const error = deviceErrorIn(() => decodeMeasurement(body, 'the poweropti at 192.168.1.50'));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(error.message).toContain('the poweropti at 192.168.1.50');
  });

  it('gives back whatever a meter with these registers says', () => {
    const codes = fc.constantFrom(...POWEROPTI_DATAPOINTS.map(({ key }) => key));
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const readings = fc.dictionary(codes, finite, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(readings, fc.integer({ min: 0, max: 4_102_444_800 }), (values, timestamp) => {
        const entries = Object.entries(values).map(([obis, value]) => ({ obis, value }));
        const measurement = decodeMeasurement(JSON.stringify({ timestamp, values: entries }));
        expect(measurement).toEqual({
          values: new Map(Object.entries(values)),
          measuredAtMs: timestamp * 1000,
          problems: [],
        });
      }),
    );
  });

  it('throws nothing but DeviceError, and lets only finite numbers through', () => {
    const entry = fc.record({ obis: fc.anything(), value: fc.anything() }, { requiredKeys: [] });
    const answer = fc.record({ timestamp: fc.anything(), values: fc.array(fc.oneof(entry, fc.anything())) });
    const json = fc.oneof(
      fc.json(),
      answer.map((value) => safeJson(value)),
    );
    const cut = fc.tuple(json, fc.nat({ max: 200 })).map(([text, length]) => text.slice(0, length));
    fc.assert(
      fc.property(fc.oneof(json, cut, fc.string({ unit: 'binary' })), (body) => {
        try {
          const { values, measuredAtMs = 0 } = decodeMeasurement(body);
          for (const value of values.values()) expect(value).toSatisfy(Number.isFinite);
          expect(() => new Date(measuredAtMs).toISOString()).not.toThrow();
        } catch (error) {
          expect(error).toBeInstanceOf(DeviceError);
        }
      }),
    );
  });
});

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{"values":[{"obis":"1.7.0","value":1e999}]}';
  }
}
