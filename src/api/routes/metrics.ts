import * as z from 'zod';
import type { Access, Routes } from '../api.js';
import { houseMetrics } from '../metrics/house-metrics.js';
import { processMetrics } from '../metrics/process-metrics.js';
import { PROMETHEUS_TYPE, prometheusText } from '../metrics/prometheus.js';
import type { RequestMeter } from '../metrics/request-meter.js';

/** `/metrics` for Prometheus. */
export function metricsRoutes(requests: RequestMeter, access: Access): Routes {
  return (api, ports) => {
    api.get(
      '/metrics',
      {
        config: { access },
        schema: {
          tags: ['operation'],
          summary: 'Figures for Prometheus',
          response: {
            200: {
              description: 'The text format of Prometheus.',
              content: { 'text/plain': { schema: z.string() } },
            },
          },
        },
      },
      async (_request, reply) => {
        const metrics = [...(await houseMetrics(ports)), ...requests.metrics(), ...processMetrics()];
        return reply.type(PROMETHEUS_TYPE).send(prometheusText(metrics));
      },
    );
  };
}
