import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SECRET_PREFIX } from '../../src/api/secrets.js';
import type { JsonObject } from '../../src/json.js';
import { liveDevices } from '../support/api.js';
import type { OpenApi, Operation, Parameter } from '../support/api-contract.js';
import { arbitraryOf, ODD_TEXTS } from '../support/schema-arbitrary.js';
import { ACTIVE, chargedHouse, MORNING, NOON } from './routes/charged-house.js';

/** Throws what is nearly right, and what is not at all, at every operation that the server documents. */

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

const TIME_LIMIT_MS = 12_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Of the house with sessions, so that calls get behind the look-up. */
const KNOWN_IDS = [
  ...['charger', 'meter', 'surplus/charger', 'amp', 'site_home', 'tariff_1', 'rule_1'],
  ...[MORNING.id, NOON.id, ACTIVE.id, MORNING.transactionId],
];

const anyText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary', maxLength: 60 }));

const rarely = <A, B>(odd: fc.Arbitrary<A>, usual: fc.Arbitrary<B>): fc.Arbitrary<A | B> =>
  fc.oneof({ weight: 1, arbitrary: odd }, { weight: 14, arbitrary: usual });

function segment(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll('.', '%2E').slice(0, 400) || 'x';
}

function pathOf(path: string, parameters: readonly Parameter[], document: OpenApi): fc.Arbitrary<string> {
  const inPath = fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...KNOWN_IDS) }, { weight: 1, arbitrary: anyText }),
    { minLength: 3, maxLength: 3 },
  );
  const known = parameters.filter((each) => each.in === 'query');
  const inQuery = fc.record(
    Object.fromEntries(
      known.map(({ name, schema }) => [name, rarely(anyText, arbitraryOf(schema, document))]),
    ),
    { requiredKeys: known.filter(({ required }) => required).map(({ name }) => name) },
  );
  const odd = rarely(fc.tuple(anyText, anyText), fc.constant(null));
  return fc.tuple(inPath, inQuery, odd).map(([ids, query, more]) => {
    const rest = [...ids];
    const filled = path.replaceAll(/\{[^}]+\}/g, () => segment(rest.pop() ?? ''));
    const pairs = [...Object.entries(query), ...(more === null ? [] : [more])];
    const search = pairs.map((pair) => pair.map((part) => segment(String(part))).join('=')).join('&');
    return search === '' ? filled : `${filled}?${search}`;
  });
}

function callOf(path: string, method: string, operation: Operation, document: OpenApi): fc.Arbitrary<Call> {
  const schema: JsonObject = operation.requestBody?.content['application/json']?.schema ?? {};
  const body = fc.oneof(
    { weight: 6, arbitrary: arbitraryOf(schema, document) },
    { weight: 1, arbitrary: fc.jsonValue() },
    {
      weight: 1,
      arbitrary: fc.oneof(
        anyText,
        fc.json().map((text) => text.slice(0, -1)),
      ),
    },
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'x',
    'application/xml',
  );
  return fc.record({
    path: pathOf(path, operation.parameters ?? [], document),
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant(method) },
      { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
    ),
    body,
    headers: fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: type.map((each) => ({ 'content-type': each })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('text/html', 'text/csv', '*/*', 'x').map((accept) => ({ accept })),
      },
      {
        weight: 1,
        arbitrary: fc.string({ maxLength: 60 }).map((text) => ({ 'x-api-key': encodeURI(text) })),
      },
    ),
  });
}

it('answers whatever comes as documented: never with a 500, and never with a secret', async () => {
  const devices = liveDevices(
    { meter: { power: 10 }, charger: { car: 1, amp: 6 }, 'surplus/charger': {} },
    NOON.startedAtMs,
  );
  const api = await chargedHouse({ devices });
  const { json: document } = await api.request<OpenApi>('/openapi.json');
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // A stream has no end.
      .filter(([, { responses }]) => responses['200']?.content?.['text/event-stream'] === undefined)
      .map(([method, operation]) => callOf(path, method.toUpperCase(), operation, document)),
  );
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(...calls), async ({ method, path, body, headers }) => {
      sent++;
      const hasBody = !['GET', 'HEAD'].includes(method);
      const answer = await api.request(path, { method, headers, ...(hasBody && { body }) });
      expect(answer.status, answer.text).not.toBe(500);
      expect(answer.text).not.toContain(api.ownerKey);
      if (!path.startsWith('/api/v1/org/api-keys')) expect(answer.text).not.toContain(SECRET_PREFIX);
    }),
    { numRuns: 2500, interruptAfterTimeLimit: TIME_LIMIT_MS },
  );
  expect(sent).toBeGreaterThan(calls.length);
  expect(api.log.messages('error')).toEqual([]);
  expect(JSON.stringify(api.log.entries)).not.toContain(SECRET_PREFIX);
});
