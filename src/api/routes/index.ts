import type { Routes } from '../api.js';
import { analyticsRoutes } from './analytics.js';
import { reportRoutes } from './analytics-reports.js';
import { apiKeyRoutes } from './api-keys.js';
import { billingRecordRoutes } from './billing-records.js';
import { billingRuleRoutes } from './billing-rules.js';
import { billingSessionRoutes } from './billing-sessions.js';
import { chargePointRoutes } from './charge-points.js';
import { commandRoutes } from './commands.js';
import { deviceRoutes } from './devices.js';
import { fleetRoutes } from './fleet.js';
import { healthRoutes } from './health.js';
import { historyRoutes } from './history.js';
import { liveRoutes } from './live.js';
import { pageSessionRoutes } from './page-session.js';
import { sessionRoutes } from './sessions.js';
import { setupRoutes } from './setup.js';
import { siteRoutes } from './sites.js';
import { statementRoutes } from './statements.js';
import { tariffRoutes } from './tariffs.js';
import { traceRoutes } from './trace.js';
import { webhookDeliveryRoutes } from './webhook-deliveries.js';
import { webhookRoutes } from './webhooks.js';

/** Every resource, in the order of the documentation. */
export const ROUTES: readonly Routes[] = [
  apiKeyRoutes,
  siteRoutes,
  chargePointRoutes,
  commandRoutes,
  fleetRoutes,
  sessionRoutes,
  billingSessionRoutes,
  billingRecordRoutes,
  statementRoutes,
  tariffRoutes,
  billingRuleRoutes,
  analyticsRoutes,
  reportRoutes,
  historyRoutes,
  traceRoutes,
  deviceRoutes,
  liveRoutes,
  webhookRoutes,
  webhookDeliveryRoutes,
  pageSessionRoutes,
  setupRoutes,
  healthRoutes,
];
