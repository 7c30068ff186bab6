import * as z from 'zod';
import type { Routes } from '../api.js';
import { ApiError } from '../api-error.js';

const config = { access: 'public' as const };
const tags = ['operation'];

/** For a container's or a load balancer's probes. */
export const healthRoutes: Routes = (api, { devices, store, settings: { version } }) => {
  api.get(
    '/health',
    {
      config,
      schema: {
        tags,
        summary: 'Whether the process answers',
        response: { 200: z.object({ status: z.literal('ok'), version: z.string() }) },
      },
    },
    async () => ({ status: 'ok' as const, version }),
  );

  api.get(
    '/ready',
    {
      config,
      schema: {
        tags,
        summary: 'Whether broker and database can be reached',
        description: '503 when one of them cannot; the message says which.',
        response: { 200: z.object({ status: z.literal('ready') }) },
      },
    },
    async () => {
      if (!devices.connected) throw new ApiError('unavailable', 'The MQTT broker cannot be reached now.');
      await store.webhooks.nextDueMs();
      return { status: 'ready' as const };
    },
  );
};
