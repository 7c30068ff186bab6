import fc from 'fast-check';
import type { Datapoint } from '../../../src/devices/datapoint.js';
import type { JsonValue } from '../../../src/json.js';

/** JSON knows neither NaN nor infinity, nor the sign of zero. */
const jsonNumber: fc.Arbitrary<number> = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => value + 0);

const shallowJson: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

/** Any value of the row's type, as a device may send it. */
export function wireValue({ type, nullable }: Datapoint): fc.Arbitrary<JsonValue> {
  return nullable ? fc.option(ofType(type)) : ofType(type);
}

function ofType(type: Datapoint['type']): fc.Arbitrary<JsonValue> {
  const byType: Readonly<Record<Datapoint['type'], fc.Arbitrary<JsonValue>>> = {
    boolean: fc.boolean(),
    integer: fc.integer(),
    number: jsonNumber,
    string: fc.string(),
    array: fc.array(shallowJson, { maxLength: 3 }),
    object: fc.dictionary(fc.string(), shallowJson, { maxKeys: 3, noNullPrototype: true }),
  };
  return byType[type];
}

/** Any value that may be written to the row. */
export function writableValue({
  type,
  options,
  range,
  maxLength,
  nullable,
}: Datapoint): fc.Arbitrary<JsonValue> {
  if (options !== undefined) {
    return fc.constantFrom(...Object.keys(options)).map((code) => JSON.parse(code) as JsonValue);
  }
  const byType: Partial<Record<Datapoint['type'], fc.Arbitrary<JsonValue>>> = {
    string: fc.string({ maxLength: maxLength ?? 50 }),
    ...(range !== undefined && {
      integer: fc.integer({ min: Math.ceil(range.min), max: Math.floor(range.max) }),
      number: fc.double({ ...range, noNaN: true }).map((value) => value + 0),
    }),
  };
  const value = byType[type] ?? ofType(type);
  return nullable ? fc.option(value) : value;
}
