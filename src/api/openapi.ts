import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { SCOPES, type Scope } from '../ledger/api-key.js';
import type { Api } from './api.js';
import { API_ERRORS } from './api-error.js';

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'read:charge_points': 'Read charge point data and status.',
  'write:charge_points': 'Register and update charge points, and send them commands.',
  'read:billing': 'View billing records and invoices.',
  'write:billing': 'Modify billing configuration.',
  'read:analytics': 'Access usage analytics and reports.',
  'write:webhooks': 'Create and manage webhook endpoints.',
  'read:sessions': 'View charging session history.',
  'write:api_keys': 'List, create and revoke API keys.',
};

/** Collects the routes that are added from now on for `api.swagger()`. */
export async function describeApi(api: Api, version: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'wattbridge', version, description: introduction() },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: '`Authorization: Bearer <key>`' },
          header: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: documentOf,
  });
}

/** A recursive type (any JSON value), for which the library writes a reference that leads nowhere. */
const UNNAMED = /\{"\$ref":"#\/components\/schemas\/schema\d+"\}/g;

const documentOf: typeof jsonSchemaTransformObject = (given) => {
  const text = JSON.stringify(jsonSchemaTransformObject(given))
    .replaceAll(UNNAMED, '{}')
    .replaceAll('"description":"Default Response"', '"description":"Done."');
  return withoutUnused(JSON.parse(text));
};

interface Document {
  readonly components: { readonly schemas: Record<string, unknown> };
}

/** Schemas are listed once as input and once as output; what nothing refers to is left out. */
function withoutUnused<Given extends Document>(document: Given): Given {
  const { schemas } = document.components;
  const text = JSON.stringify(document);
  const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
  for (const name of unused) delete schemas[name];
  return unused.length === 0 ? document : withoutUnused(document);
}

function introduction(): string {
  const scopes = SCOPES.map((scope) => `| \`${scope}\` | ${SCOPE_WORDS[scope]} |`);
  const errors = Object.entries(API_ERRORS).map(([code, { status, meaning }]) => {
    return `| ${status} | \`${code}\` | ${meaning} |`;
  });
  return [
    'The REST API of a house: charge points, sessions, costs, energies, webhooks.',
    'Times are ISO 8601 in UTC, energies kWh, powers kW or W as the name says, money in major units.',
    ['## Scopes', '', '| Scope | What it allows |', '|---|---|', ...scopes].join('\n'),
    'Errors are `{"error":{"code","message"}}`: the code is stable, the message is for people.',
    ['## Errors', '', '| Status | Code | Meaning |', '|---|---|---|', ...errors].join('\n'),
  ].join('\n\n');
}
