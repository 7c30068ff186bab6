import { basename } from 'node:path';
import * as z from 'zod';
import { ConfigError, type ConfigProblem } from '../../config/config-error.js';
import { draftChargerSchema, draftExternalSchema, draftMeterSchema, draftSchema } from '../../setup/draft.js';
import type { Setup } from '../../setup/setup.js';
import type { Api, Routes } from '../api.js';
import { ApiError, type ApiErrorCode } from '../api-error.js';
import { secretOf } from '../auth.js';
import { hashSecret } from '../secrets.js';
import { deviceTestAnswer, setupAnswer, shownSetup, shownTest } from '../setup-schema.js';
import { refusalAnswer } from '../wire.js';

/** The configuration in the browser. No answer ever holds a key or a password of a device or a broker. */

const PATH = '/api/v1/setup';
const config = { access: ['write:api_keys'] as const };
const tags = ['setup'];

export const setupRoutes: Routes = (api, { setup }) => {
  const needed = (): Setup => {
    if (setup !== undefined) return setup;
    throw new ApiError('conflict', 'This wattbridge cannot change its configuration.');
  };
  stateRoute(api, setup);
  discoverRoute(api, needed);
  testRoutes(api, needed);
  saveRoute(api, needed);
};

function stateRoute(api: Api, setup: Setup | undefined): void {
  api.get(
    PATH,
    {
      config,
      schema: {
        tags,
        summary: 'The present configuration, without its secrets',
        description: 'null: this process cannot change its configuration, which is no error.',
        response: {
          200: z.object({ setup: setupAnswer.nullable() }),
          409: refusalAnswer('conflict'),
        },
      },
    },
    async () => ({ setup: setup === undefined ? null : refusing('conflict', () => shownSetup(setup)) }),
  );
}

function discoverRoute(api: Api, needed: () => Setup): void {
  let underWay = false;
  const device = z.object({
    kind: z.enum(['poweropti', 'goe']),
    name: z.string().meta({ description: 'As the device announces itself.' }),
    host: z.string(),
  });
  api.post(
    `${PATH}/discover`,
    {
      config,
      schema: {
        tags,
        summary: 'Look for devices in the network',
        description:
          'Asks by multicast DNS and waits 4 s for answers. From a container with a network of its own nothing is found.',
        response: {
          200: z.object({ devices: z.array(device), total: z.int() }),
          409: refusalAnswer('conflict'),
        },
      },
    },
    async (_request, reply) => {
      if (underWay) throw new ApiError('conflict', 'Devices are being looked for already.');
      underWay = true;
      try {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        const devices = await needed().find(gone.signal);
        return { devices: [...devices], total: devices.length };
      } finally {
        underWay = false;
      }
    },
  );
}

const testedDevice = z.discriminatedUnion('kind', [
  draftMeterSchema.extend({ kind: z.literal('poweropti') }),
  draftChargerSchema.extend({ kind: z.literal('goe') }),
]);

function testRoutes(api: Api, needed: () => Setup): void {
  api.post(
    `${PATH}/test-device`,
    {
      config,
      schema: {
        tags,
        summary: 'Ask a device for a reading now',
        description: 'With the id of a present device, what is left out is as the configuration says.',
        body: testedDevice,
        response: { 200: deviceTestAnswer, 409: refusalAnswer('conflict') },
      },
    },
    async ({ body }) => shownTest(await refusing('invalid_request', () => needed().testDevice(body))),
  );

  api.post(
    `${PATH}/test-broker`,
    {
      config,
      schema: {
        tags,
        summary: 'Log in to a broker now',
        body: draftExternalSchema.omit({ kind: true }),
        response: { 200: z.object({ ok: z.boolean(), message: z.string() }), 409: refusalAnswer('conflict') },
      },
    },
    async ({ body }) => {
      const draft = { ...body, kind: 'external' as const };
      const findings = await refusing('invalid_request', () => needed().testBroker(draft));
      return {
        ok: findings.every(({ kind }) => kind !== 'problem'),
        message: findings.map(({ text }) => text).join('; '),
      };
    },
  );
}

function saveRoute(api: Api, needed: () => Setup): void {
  api.put(
    `${PATH}/config`,
    {
      config,
      schema: {
        tags,
        summary: 'Write the configuration and begin anew with it',
        description:
          'What the body leaves out stays as it is, comments too; the former file stays beside it, with `.bak`. When the answer is there, wattbridge ends and begins anew: ask `GET /api/v1/setup` until `run` is another number. The calling key stays valid.',
        body: draftSchema,
        response: {
          202: z.object({ run: z.int().meta({ description: 'The one that ends now.' }) }),
          409: refusalAnswer('conflict'),
        },
      },
    },
    async ({ body, apiKey, raw }, reply) => {
      const setup = needed();
      const { count } = setup.run;
      await refusing('invalid_request', () => setup.save(body));
      if (apiKey !== null) setup.restart({ key: apiKey, hash: hashSecret(secretOf(raw)) });
      return reply.code(202).send({ run: count });
    },
  );
}

/** Problems of the configuration as a refusal of the request. */
function refusing<T>(code: ApiErrorCode, work: () => T): T {
  const refuse = (error: unknown): never => {
    if (!(error instanceof ConfigError)) throw error;
    throw new ApiError(code, error.problems.map(sentence).join(' '), { cause: error });
  };
  try {
    const result = work();
    return (result instanceof Promise ? result.catch(refuse) : result) as T;
  } catch (error) {
    return refuse(error);
  }
}

/** Lines of a file that is not written yet would say nothing, and its folder is nobody's business. */
function sentence({ variable, file, path, problem, expected }: ConfigProblem): string {
  const what = [variable ?? (path === '' && file !== undefined ? basename(file) : undefined), path, problem]
    .filter(Boolean)
    .join(' ');
  return expected === undefined ? `${what}.` : `${what} (expected: ${expected}).`;
}
