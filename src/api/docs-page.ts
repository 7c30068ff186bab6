import swaggerUi from '@fastify/swagger-ui';
import type { Api } from './api.js';

/** The page runs its own scripts and asks this server only; a key that is typed in leaves for nowhere else. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/openapi.json`, and `/docs` to read it and to try it, without anything from the internet. */
export async function addDocsPage(api: Api): Promise<void> {
  api.get('/openapi.json', { schema: { hide: true } }, async () => api.swagger());
  await api.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: PAGE_POLICY,
    theme: { title: 'wattbridge API' },
    uiConfig: { deepLinking: true, persistAuthorization: false, displayRequestDuration: true },
  });
}
