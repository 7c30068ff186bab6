import * as z from 'zod';
import type { LedgerEvent } from '../../ledger/webhook.js';
import { newDelivery } from '../../ledger/webhooks/new-delivery.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import {
  deliveryAnswer,
  ENDPOINTS_PATH,
  endpointOf,
  endpointParams,
  shownDelivery,
} from '../webhook-answers.js';
import { found, pageMembers, pageQuery } from '../wire.js';

const config = { access: ['write:webhooks'] as const };
const tags = ['webhooks'];

/** What was delivered to webhooks, and what is to be delivered once more. */
export const webhookDeliveryRoutes: Routes = (api, ports) => {
  testRoute(api, ports);
  listRoute(api, ports);
  redeliverRoute(api, ports);
};

function testRoute(api: Api, ports: ApiPorts): void {
  api.post(
    `${ENDPOINTS_PATH}/:endpoint_id/test`,
    {
      config,
      schema: {
        tags,
        summary: 'Send a test event',
        description: 'Event `webhook.test`. The answer is the delivery; its history tells what became of it.',
        params: endpointParams,
        response: { 202: deliveryAnswer },
      },
    },
    async ({ params }, reply) => {
      const { id } = await endpointOf(ports, params.endpoint_id);
      const data = { message: 'A test of this webhook.' };
      const atMs = ports.clock.now();
      const event: LedgerEvent = { id: ports.newId('evt_'), type: 'webhook.test', atMs, data };
      return reply.code(202).send(await deliver(id, event, ports));
    },
  );
}

function listRoute(api: Api, ports: ApiPorts): void {
  api.get(
    `${ENDPOINTS_PATH}/:endpoint_id/deliveries`,
    {
      config,
      schema: {
        tags,
        summary: 'What was delivered, newest first',
        params: endpointParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: z.object({ deliveries: z.array(deliveryAnswer), ...pageMembers }) },
      },
    },
    async ({ params, query }) => {
      const { id } = await endpointOf(ports, params.endpoint_id);
      const { rows, total } = await ports.store.webhooks.deliveries(id, query);
      return { deliveries: rows.map(shownDelivery), total, ...query };
    },
  );
}

function redeliverRoute(api: Api, ports: ApiPorts): void {
  api.post(
    '/api/v1/webhooks/deliveries/:delivery_id/redeliver',
    {
      config,
      schema: {
        tags,
        summary: 'Deliver once more',
        description: 'The same event with the same id, as a new delivery.',
        params: z.object({ delivery_id: z.string() }),
        response: { 202: deliveryAnswer },
      },
    },
    async ({ params }, reply) => {
      const { delivery_id: id } = params;
      const { endpointId, event } = found(await ports.store.webhooks.delivery(id), 'delivery', id);
      return reply.code(202).send(await deliver(endpointId, event, ports));
    },
  );
}

async function deliver(endpointId: string, event: LedgerEvent, { store, clock, newId }: ApiPorts) {
  const delivery = newDelivery({ id: newId('whd_'), endpointId, event }, clock.now());
  await store.webhooks.putDelivery(delivery);
  return shownDelivery(delivery);
}
