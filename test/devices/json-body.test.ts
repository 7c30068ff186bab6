import { describe, expect, it } from 'vitest';
import { parseJsonBody } from '../../src/devices/json-body.js';
import { deviceErrorIn } from './support/device-errors.js';

describe('parseJsonBody', () => {
  it.each([
    ['{"a":[1,null,"x"],"b":{}}', { a: [1, null, 'x'], b: {} }],
    ['  null\r\n', null],
    ['16', 16],
    ['{"a":1e999,"b":[-1e999,2],"c":{"d":1e999}}', { b: [null, 2], c: {} }],
    ['1e999', null],
  ])('reads %s', (body, value) => expect(parseJsonBody(body, 'the meter')).toEqual(value));

  it.each([
    ['', 'The answer of the meter is empty.'],
    [' \n', 'The answer of the meter is empty.'],
    ['<!doctype html>', 'The answer of the meter is a web page, not JSON. Is this another device?'],
    ['{"timestamp":17570', 'The answer of the meter is cut off: its JSON has no end.'],
    ['[1,2', 'The answer of the meter is cut off: its JSON has no end.'],
    ['{"a":NaN}', 'The answer of the meter is not JSON.'],
    ['OK', 'The answer of the meter is not JSON.'],
  ])('says what is wrong with %j', (body, message) => {
    expect(deviceErrorIn(() => parseJsonBody(body, 'the meter'))).toMatchObject({
      code: 'invalid_json',
      message,
    });
  });

  it('survives a body of brackets', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(deviceErrorIn(() => parseJsonBody(deep, 'the meter')).code).toBe('invalid_json');
  });
});
