import * as z from 'zod';
import type { Routes } from '../api.js';
import { clearedSessionCookie, sessionCookie } from '../session-cookie.js';

const PATH = '/api/v1/page/session';
const tags = ['page'];

const sessionAnswer = z
  .object({ name: z.string(), scopes: z.array(z.string()) })
  .meta({ id: 'PageSession', description: 'The key that is signed in.' });

/** Signing in and out of the page. The key stays in a cookie that no script can read. */
export const pageSessionRoutes: Routes = (api, { keyOf, settings }) => {
  api.post(
    PATH,
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Sign in with an API key',
        body: z.strictObject({ key: z.string().max(256) }),
        response: { 200: sessionAnswer },
      },
    },
    async ({ body }, reply) => {
      const { name, scopes } = await keyOf(body.key);
      return reply
        .header('set-cookie', sessionCookie(body.key, settings.secureCookies))
        .send({ name, scopes: [...scopes] });
    },
  );

  api.get(
    PATH,
    {
      config: { access: 'any_key' },
      schema: { tags, summary: 'Who is signed in', response: { 200: sessionAnswer } },
    },
    async ({ apiKey }) => ({ name: apiKey?.name ?? '', scopes: [...(apiKey?.scopes ?? [])] }),
  );

  api.delete(
    PATH,
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Sign out', response: { 204: z.null() } },
    },
    async (_request, reply) => reply.header('set-cookie', clearedSessionCookie()).code(204).send(null),
  );
};
