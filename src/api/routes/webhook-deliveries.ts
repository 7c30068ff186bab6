import * as z from 'zod';
import type { Delivery, LedgerEvent } from '../../ledger/webhook.js';
import type { ApiPorts, Routes } from '../api.js';
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
  const { webhooks } = ports.store;

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
      const delivery = newDelivery(id, event, ports);
      await webhooks.putDelivery(delivery);
      return reply.code(202).send(shownDelivery(delivery));
    },
  );

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
      const { rows, total } = await webhooks.deliveries(id, query);
      return { deliveries: rows.map(shownDelivery), total, ...query };
    },
  );

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
      const { endpointId, event } = found(await webhooks.delivery(id), 'delivery', id);
      const delivery = newDelivery(endpointId, event, ports);
      await webhooks.putDelivery(delivery);
      return reply.code(202).send(shownDelivery(delivery));
    },
  );
};

function newDelivery(endpointId: string, event: LedgerEvent, { clock, newId }: ApiPorts): Delivery {
  const nowMs = clock.now();
  return {
    id: newId('whd_'),
    endpointId,
    event,
    status: 'pending',
    attempts: 0,
    nextAttemptAtMs: nowMs,
    lastAttemptAtMs: null,
    responseStatus: null,
    error: null,
    createdAtMs: nowMs,
  };
}
