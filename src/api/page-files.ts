import fastifyStatic from '@fastify/static';
import type { Api } from './api.js';

/** The page runs its own scripts and talks to this server only. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page at `/`.
 * @param folder absolute path of its built files
 */
export async function addPage(api: Api, folder: string): Promise<void> {
  await api.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    decorateReply: false,
    setHeaders: (reply) => {
      reply.header('content-security-policy', PAGE_POLICY);
      // Always asked for, answered by its ETag: the page is never older than the server.
      reply.header('cache-control', 'no-cache');
    },
  });
}
