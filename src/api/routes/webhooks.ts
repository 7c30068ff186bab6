import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { WEBHOOK_EVENTS, type WebhookEndpoint } from '../../ledger/webhook.js';
import { urlProblem } from '../../ledger/webhooks/target.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import {
  ENDPOINTS_PATH,
  endpointAnswer,
  endpointOf,
  endpointParams,
  shownEndpoint,
} from '../webhook-answers.js';
import { found, refusalAnswer } from '../wire.js';

const MOST_ENDPOINTS = 50;
const config = { access: ['write:webhooks'] as const };
const tags = ['webhooks'];

const url = z.string().max(2048);
const events = z
  .array(z.enum(['*', ...WEBHOOK_EVENTS]))
  .min(1)
  .meta({ description: 'Events to send; `*` is all of them.', examples: [['session.ended']] });
const secret = z.string().min(16).max(256).meta({
  description: 'Key of the signature, at least 16 characters.',
});
const description = z.string().max(256).nullable();
const newEndpoint = z.strictObject({
  url,
  events,
  secret: secret.optional(),
  description: description.default(null),
});
const changes = z
  .strictObject({ url, events, secret, description, active: z.boolean() })
  .partial()
  .meta({ description: 'Members that are left out stay as they are.' });

/** Endpoints of webhooks. */
export const webhookRoutes: Routes = (api, ports) => {
  readRoutes(api, ports);
  createRoute(api, ports);
  changeRoute(api, ports);
  deleteRoute(api, ports);
};

function readRoutes(api: Api, ports: ApiPorts): void {
  api.get(
    ENDPOINTS_PATH,
    {
      config,
      schema: {
        tags,
        summary: 'List webhook endpoints',
        response: { 200: z.object({ endpoints: z.array(endpointAnswer), total: z.int() }) },
      },
    },
    async () => {
      const endpoints = await ports.store.webhooks.endpoints();
      return { endpoints: endpoints.map(shownEndpoint), total: endpoints.length };
    },
  );

  api.get(
    `${ENDPOINTS_PATH}/:endpoint_id`,
    {
      config,
      schema: {
        tags,
        summary: 'One webhook endpoint',
        params: endpointParams,
        response: { 200: endpointAnswer },
      },
    },
    async ({ params }) => shownEndpoint(await endpointOf(ports, params.endpoint_id)),
  );
}

function createRoute(api: Api, ports: ApiPorts): void {
  api.post(
    ENDPOINTS_PATH,
    {
      config,
      schema: {
        tags,
        summary: 'Create a webhook endpoint',
        description:
          'Without `secret` one is made and returned, this once. Every delivery is signed with it: header `X-Dynamo-Signature`, `sha256=` and the HMAC-SHA256 of the body in hexadecimal.',
        body: newEndpoint,
        response: {
          201: endpointAnswer.extend({ secret: z.string().optional() }),
          409: refusalAnswer('conflict'),
        },
      },
    },
    async ({ body }, reply) => {
      checkUrl(body.url, ports);
      await requireRoom(ports);
      const key = body.secret ?? newSecret();
      const endpoint: WebhookEndpoint = {
        ...body,
        id: ports.newId('whe_'),
        active: true,
        secret: key,
        createdAtMs: ports.clock.now(),
      };
      await ports.store.webhooks.putEndpoint(endpoint);
      return reply
        .code(201)
        .send({ ...shownEndpoint(endpoint), ...(body.secret === undefined && { secret: key }) });
    },
  );
}

function changeRoute(api: Api, ports: ApiPorts): void {
  api.patch(
    `${ENDPOINTS_PATH}/:endpoint_id`,
    {
      config,
      schema: {
        tags,
        summary: 'Change a webhook endpoint',
        description: '`active: false` pauses it: what happens meanwhile is not kept for it.',
        params: endpointParams,
        body: changes,
        response: { 200: endpointAnswer },
      },
    },
    async ({ params, body }) => {
      const endpoint = await endpointOf(ports, params.endpoint_id);
      if (body.url !== undefined) checkUrl(body.url, ports);
      const changed = changedBy(body, endpoint);
      await ports.store.webhooks.putEndpoint(changed);
      return shownEndpoint(changed);
    },
  );
}

function deleteRoute(api: Api, ports: ApiPorts): void {
  api.delete(
    `${ENDPOINTS_PATH}/:endpoint_id`,
    {
      config,
      schema: {
        tags,
        summary: 'Delete a webhook endpoint with its deliveries',
        params: endpointParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      const { endpoint_id: id } = params;
      const removed = await ports.store.webhooks.removeEndpoint(id);
      found(removed || undefined, 'webhook endpoint', id);
      return reply.code(204).send(null);
    },
  );
}

type Changes = z.output<typeof changes>;

function changedBy(changes: Changes, endpoint: WebhookEndpoint): WebhookEndpoint {
  return {
    ...endpoint,
    url: changes.url ?? endpoint.url,
    events: changes.events ?? endpoint.events,
    secret: changes.secret ?? endpoint.secret,
    active: changes.active ?? endpoint.active,
    description: changes.description === undefined ? endpoint.description : changes.description,
  };
}

/** @throws ApiError `conflict` */
async function requireRoom({ store: { webhooks } }: ApiPorts): Promise<void> {
  if ((await webhooks.endpoints()).length < MOST_ENDPOINTS) return;
  throw new ApiError('conflict', `There are ${MOST_ENDPOINTS} endpoints already; delete one first.`);
}

/** @throws ApiError `invalid_request` */
function checkUrl(given: string, { settings }: ApiPorts): void {
  const problem = urlProblem(given, settings.privateWebhooks);
  if (problem !== undefined) throw new ApiError('invalid_request', `url ${problem}.`);
}

/** 256 bits. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;
