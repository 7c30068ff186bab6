import * as z from 'zod';
import { isoTime } from '../iso-time.js';
import type { Delivery, WebhookEndpoint } from '../ledger/webhook.js';
import type { ApiPorts } from './api.js';
import { found } from './wire.js';

/** Webhook endpoints and deliveries on the wire. */

export const ENDPOINTS_PATH = '/api/v1/webhooks/endpoints';

export const endpointParams = z.object({ endpoint_id: z.string() });

export const endpointAnswer = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    status: z.enum(['active', 'paused']),
    description: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'WebhookEndpoint' });

export const deliveryAnswer = z
  .object({
    id: z.string(),
    endpoint_id: z.string(),
    event: z.string(),
    event_id: z.string(),
    status: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.int(),
    next_attempt_at: z.string().nullable(),
    last_attempt_at: z.string().nullable(),
    response_status: z.int().nullable().meta({ description: 'HTTP status of the last attempt.' }),
    error: z.string().nullable().meta({ description: 'Why the last attempt failed.' }),
    created_at: z.string(),
  })
  .meta({ id: 'WebhookDelivery' });

/** @throws ApiError `not_found` */
export async function endpointOf({ store }: ApiPorts, id: string): Promise<WebhookEndpoint> {
  return found(await store.webhooks.endpoint(id), 'webhook endpoint', id);
}

/** Without the secret, which is never shown again. */
export function shownEndpoint({ id, url, events, active, description, createdAtMs }: WebhookEndpoint) {
  return {
    id,
    url,
    events: [...events],
    status: active ? ('active' as const) : ('paused' as const),
    description,
    created_at: isoTime(createdAtMs),
  };
}

export function shownDelivery(delivery: Delivery) {
  return {
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    event: delivery.event.type,
    event_id: delivery.event.id,
    status: delivery.status,
    attempts: delivery.attempts,
    next_attempt_at: isoTime(delivery.nextAttemptAtMs),
    last_attempt_at: isoTime(delivery.lastAttemptAtMs),
    response_status: delivery.responseStatus,
    error: delivery.error,
    created_at: isoTime(delivery.createdAtMs),
  };
}
