import * as z from 'zod';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import { clearedSessionCookie, secretInCookie, sessionCookie } from '../session-cookie.js';

const PATH = '/api/v1/page/session';
const tags = ['page'];

const sessionAnswer = z
  .object({ name: z.string(), scopes: z.array(z.string()) })
  .meta({ id: 'PageSession', description: 'The key that is signed in.' });

/** Signing in and out of the page. The key stays in a cookie that no script can read. */
export const pageSessionRoutes: Routes = (api, ports) => {
  signInRoute(api, ports);
  readRoute(api, ports);
  signOutRoute(api);
};

function signInRoute(api: Api, { keyOf, settings }: ApiPorts): void {
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
}

function readRoute(api: Api, { keyOf }: ApiPorts): void {
  api.get(
    PATH,
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Who is signed in',
        description: 'null: nobody, which is no error.',
        response: { 200: z.object({ session: sessionAnswer.nullable() }) },
      },
    },
    async ({ headers }) => ({ session: await sessionOf(secretInCookie(headers.cookie), keyOf) }),
  );
}

async function sessionOf(secret: string | undefined, keyOf: ApiPorts['keyOf']) {
  if (secret === undefined) return null;
  try {
    const { name, scopes } = await keyOf(secret);
    return { name, scopes: [...scopes] };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthorized') return null;
    throw error;
  }
}

function signOutRoute(api: Api): void {
  api.delete(
    PATH,
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Sign out', response: { 204: z.null() } },
    },
    async (_request, reply) => reply.header('set-cookie', clearedSessionCookie()).code(204).send(null),
  );
}
