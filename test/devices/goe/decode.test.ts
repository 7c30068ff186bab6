import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceError } from '../../../src/devices/device-error.js';
import { GOE_DATAPOINTS, goeCatalogue } from '../../../src/devices/goe/catalogue.js';
import { decodeSetAnswer, decodeStatus } from '../../../src/devices/goe/decode.js';
import type { JsonValue } from '../../../src/json.js';
import { wireValue } from '../support/arbitraries.js';
import { deviceErrorIn } from '../support/device-errors.js';

/** The value that each key had last in a recording of firmware 053.1, as one status body. */
function recordedStatus(): { readonly body: string; readonly values: ReadonlyMap<string, JsonValue> } {
  const log = readFileSync(new URL('../../fixtures/mqtt-capture-053.1.log', import.meta.url), 'utf8');
  const values = new Map<string, JsonValue>();
  for (const line of log.trim().split('\n')) {
    const [, key = '', payload = ''] = /^\/go-eCharger\/\d+\/(\w+) (.*)$/.exec(line) ?? [];
    values.set(key, JSON.parse(payload) as JsonValue);
  }
  return { body: JSON.stringify(Object.fromEntries(values)), values };
}

describe('decodeStatus', () => {
  it('reads everything of a recorded charger, and the catalogue knows every key', () => {
    const { body, values } = recordedStatus();
    const status = decodeStatus(body);
    expect(status).toEqual(values);
    expect(status.size).toBeGreaterThan(60);
    expect(status.get('nrg')).toHaveLength(16);
    expect(status.get('tcl')).toBeUndefined();
    const rows = goeCatalogue('053.1');
    expect([...status.keys()].filter((key) => !rows.has(key))).toEqual([]);
  });

  it('keeps nulls, unknown keys, unknown codes and error texts as they are', () => {
    const body = '{"car":null,"xyz":{"a":1},"modelStatus":99,"tma":[24.5,null,"sensor error"]}';
    expect(Object.fromEntries(decodeStatus(body))).toEqual({
      car: null,
      xyz: { a: 1 },
      modelStatus: 99,
      tma: [24.5, null, 'sensor error'],
    });
  });

  it('leaves out numbers that are none', () => {
    const status = decodeStatus('{"fhz":1e999,"nrg":[1,-1e999],"cdi":{"type":1,"value":1e999}}');
    expect(Object.fromEntries(status)).toEqual({ nrg: [1, null], cdi: { type: 1 } });
  });

  it.each([
    ['[]', 'invalid_response'],
    ['null', 'invalid_response'],
    ['"text"', 'invalid_response'],
    ['', 'invalid_json'],
    ['{"amp":1', 'invalid_json'],
  ])('refuses %j', (body, code) => expect(deviceErrorIn(() => decodeStatus(body)).code).toBe(code));

  it('gives back every key of the catalogue as it was sent', () => {
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(GOE_DATAPOINTS.map((row) => [row.key, wireValue(row)]))),
        (status) => {
          expect(decodeStatus(JSON.stringify(status))).toEqual(new Map(Object.entries(status)));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('throws nothing but DeviceError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (body) => {
        try {
          expect(decodeStatus(body)).toBeInstanceOf(Map);
        } catch (error) {
          expect(error).toBeInstanceOf(DeviceError);
        }
      }),
    );
  });
});

describe('decodeSetAnswer', () => {
  it('gives the word on each key', () => {
    const answers = decodeSetAnswer('{"amp":true,"frc":"value out of range","lmo":false}', [
      'amp',
      'frc',
      'lmo',
      'fup',
    ]);
    expect(Object.fromEntries(answers ?? [])).toEqual({
      amp: { ok: true },
      frc: { ok: false, reason: 'value out of range' },
      lmo: { ok: false, reason: 'false' },
      fup: { ok: false, reason: 'the charger did not answer for this key' },
    });
  });

  it.each(['', 'true', 'null', '[true]', '{}', '{"error":"no"}', 'internal error'])('is not in %j', (body) =>
    expect(decodeSetAnswer(body, ['amp', 'constructor'])).toBeUndefined(),
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.array(fc.string()), (body, keys) => {
        const answers = decodeSetAnswer(body, keys);
        expect(answers === undefined || keys.every((key) => answers.has(key))).toBe(true);
      }),
    );
  });
});
