import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/json.js';
import type { OpenApi } from './api-contract.js';

/** What breaks parsers, databases and dates. */
export const ODD_TEXTS = [
  ...['', ' ', '0', '-1', '1e999', 'NaN', 'null', 'true', '[object Object]', '__proto__', 'constructor'],
  ...['2024-02-30', '0000-00-00', '9999-12-31T23:59:59Z', '-271821-04-20T00:00:00Z', '24:00', '2024-13'],
  ...['../../etc/passwd', "'; DROP TABLE api_keys; --", '%00', '\u0000', '\ud800', '<script>', '\r\nX: y'],
  ...['charger', 'meter', 'surplus/charger', 'site_home', 'http://127.0.0.1:1', 'https://[::1]/'],
  'x'.repeat(5000),
];

const DATES = ['2026-06-20', '2026-06-21', '2026-06-22'];

/** Values that a schema of an OpenAPI document describes, or nearly. */
export function arbitraryOf(schema: JsonObject, document: OpenApi): fc.Arbitrary<unknown> {
  const of = (part: JsonValue | undefined): fc.Arbitrary<unknown> =>
    arbitraryOf((part ?? {}) as JsonObject, document);
  const { $ref, anyOf, oneOf, allOf, enum: options } = schema;
  if (typeof $ref === 'string') return of(document.components.schemas[$ref.split('/').at(-1) ?? '']);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(options)) return fc.constantFrom(...options);
  const choice = anyOf ?? oneOf ?? allOf;
  if (Array.isArray(choice)) return fc.oneof(...choice.map(of));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, of);
    case 'array':
      return fc.array(of(schema['items']), { maxLength: 4 });
    case 'string':
      return mostly(
        textsOf(schema),
        fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...ODD_TEXTS)),
      );
    case 'integer':
      return mostly(fc.integer(rangeOf(schema)), fc.oneof(fc.maxSafeInteger(), fc.double()));
    case 'number':
      return mostly(fc.integer(rangeOf(schema)), fc.double({ noNaN: true }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

const mostly = (right: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: odd });

function objectOf(
  { properties, required }: JsonObject,
  of: (part: JsonValue | undefined) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const parts = Object.entries((properties ?? {}) as JsonObject);
  const members: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
    parts.map(([name, part]) => [name, of(part)]),
  );
  return fc.record(members, { requiredKeys: (required ?? []) as string[] });
}

function textsOf({ examples, format, minLength, maxLength }: JsonObject): fc.Arbitrary<unknown> {
  if (Array.isArray(examples)) return fc.constantFrom(...examples, ...DATES);
  if (format === 'date' || format === 'date-time') return fc.constantFrom(...DATES);
  const length = { minLength: Number(minLength ?? 0), maxLength: Math.min(Number(maxLength ?? 20), 20) };
  return fc.oneof(fc.constantFrom(...DATES), fc.string({ unit: 'grapheme', ...length }));
}

function rangeOf({ minimum, maximum }: JsonObject): { readonly min: number; readonly max: number } {
  const min = Math.ceil(Math.max(Number(minimum ?? 0), -10));
  return { min, max: Math.max(min, Math.floor(Math.min(Number(maximum ?? 400), 400))) };
}
