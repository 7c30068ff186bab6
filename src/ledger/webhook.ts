/** Events that webhooks carry. */
export const WEBHOOK_EVENTS = [
  'charge_point.connected',
  'charge_point.disconnected',
  'charge_point.status_changed',
  'session.started',
  'session.ended',
  'session.cost_updated',
  'alert.triggered',
  'alert.resolved',
] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];

/** Something that happened; `data` is what receivers get, with names and units of the REST API. */
export interface LedgerEvent {
  /** `evt_…` */
  readonly id: string;
  /** `webhook.test` is sent on demand only. */
  readonly type: WebhookEventType | 'webhook.test';
  readonly atMs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WebhookEndpoint {
  /** `whe_…` */
  readonly id: string;
  readonly url: string;
  /** `*`: all. */
  readonly events: readonly (WebhookEventType | '*')[];
  readonly active: boolean;
  readonly description: string | null;
  /** Key of the signature; never shown again. */
  readonly secret: string;
  readonly createdAtMs: number;
}

/** `pending` waits for `nextAttemptAtMs`. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

export interface Delivery {
  /** `whd_…` */
  readonly id: string;
  readonly endpointId: string;
  readonly event: LedgerEvent;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAtMs: number | null;
  readonly lastAttemptAtMs: number | null;
  /** HTTP status of the last attempt; null: no answer. */
  readonly responseStatus: number | null;
  /** Why the last attempt failed, in words. */
  readonly error: string | null;
  readonly createdAtMs: number;
}
