import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { type ApiKey, SCOPES } from '../../ledger/api-key.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import { createKey, keyLifetime, keyName, readScopes } from '../new-key.js';
import { timeText } from '../wire.js';

const PATH = '/api/v1/org/api-keys';
const config = { access: ['write:api_keys'] as const };
const tags = ['api-keys'];

const id = z
  .string()
  .meta({ description: 'What revokes the key.', examples: ['key_01kvmsyv80w4591mydh3s3ss2x'] });

const shownKey = z
  .object({
    id,
    name: z.string().meta({ examples: ['Production Dashboard'] }),
    scopes: z.array(z.enum(SCOPES)),
    created_at: timeText,
    last_used_at: timeText.nullable().meta({ description: 'To within some seconds; null: never used.' }),
    expires_at: timeText.nullable().meta({ description: 'null: does not expire.' }),
  })
  .meta({ id: 'ApiKey', description: 'A key without its secret.' });

const newKeyBody = z.strictObject({
  name: keyName.meta({ description: 'Unique.', examples: ['Production Dashboard'] }),
  scopes: z
    .array(z.string().meta({ enum: SCOPES }))
    .min(1)
    .max(64)
    .meta({
      description: 'What the key may do: nothing that the calling key may not.',
      examples: [['read:charge_points', 'read:sessions']],
    }),
  expires_in_days: keyLifetime.optional().meta({ description: 'Omit for a key that does not expire.' }),
});

const createdKey = shownKey.omit({ last_used_at: true }).extend({
  key: z.string().meta({ description: 'The secret. No other answer ever holds it.' }),
});

/** Keys of the REST API, as in the seed csms-api-keys.txt. */
export const apiKeyRoutes: Routes = (api, ports) => {
  listRoute(api, ports);
  createRoute(api, ports);
  revokeRoute(api, ports);
};

function listRoute(api: Api, { store: { apiKeys: keys } }: ApiPorts): void {
  api.get(
    PATH,
    {
      config,
      schema: {
        tags,
        summary: 'List API keys',
        response: { 200: z.object({ keys: z.array(shownKey), total: z.int() }) },
      },
    },
    async () => {
      const rows = await keys.list();
      return { keys: rows.map(shown), total: rows.length };
    },
  );
}

function createRoute(api: Api, { store: { apiKeys: keys }, clock, newId }: ApiPorts): void {
  api.post(
    PATH,
    {
      config,
      schema: {
        tags,
        summary: 'Create an API key',
        description: 'The secret is in this answer and nowhere else: save it at once.',
        body: newKeyBody,
        response: { 201: createdKey },
      },
    },
    async ({ body, apiKey }, reply) => {
      const scopes = readScopes(body.scopes);
      const lacking = scopes.filter((scope) => !apiKey?.scopes.includes(scope));
      if (lacking.length > 0) {
        throw new ApiError('forbidden', `A key cannot grant what it lacks itself: ${lacking.join(', ')}.`);
      }
      const request = { name: body.name, scopes, expiresInDays: body.expires_in_days };
      const { key, secret } = await createKey(request, { keys, clock, newId });
      return reply.status(201).send({ ...shown(key), key: secret });
    },
  );
}

function revokeRoute(api: Api, { store: { apiKeys: keys } }: ApiPorts): void {
  api.delete(
    `${PATH}/:key_id`,
    {
      config,
      schema: {
        tags,
        summary: 'Revoke an API key',
        description: 'At once and for ever, also for requests that are under way.',
        params: z.object({ key_id: id }),
        response: { 204: z.null().meta({ description: 'Revoked.' }) },
      },
    },
    async (request, reply) => {
      const { key_id } = request.params;
      // A key that revokes itself still learns that it did.
      if (request.apiKey?.id === key_id) request.apiKey = null;
      if (!(await keys.remove(key_id))) throw new ApiError('not_found', `There is no key "${key_id}".`);
      return reply.status(204).send(null);
    },
  );
}

const shown = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  scopes: [...key.scopes],
  created_at: isoTime(key.createdAtMs),
  last_used_at: isoTime(key.lastUsedAtMs),
  expires_at: isoTime(key.expiresAtMs),
});
