import * as z from 'zod';
import type { Api, ApiPorts, Routes } from '../api.js';
import { currencyCode } from '../money-schema.js';
import { shownTariff as shown, tariffAnswer, tariffBody, tariffOf } from '../tariff-schema.js';
import { found } from '../wire.js';

const PATH = '/api/v1/billing/tariffs';
const read = { access: ['read:billing'] as const };
const write = { access: ['write:billing'] as const };
const tags = ['billing'];

const params = z.object({ tariff_id: z.string() });

/** Tariffs. Which one a charge point has is told by the charge point's `tariff_id`. */
export const tariffRoutes: Routes = (api, ports) => {
  readRoutes(api, ports);
  createRoute(api, ports);
  replaceRoute(api, ports);
  deleteRoute(api, ports);
};

function readRoutes(api: Api, { store: { billing } }: ApiPorts): void {
  api.get(
    PATH,
    {
      config: read,
      schema: {
        tags,
        summary: 'List tariffs',
        description: 'Oldest first. The oldest one is that of charge points that have none of their own.',
        querystring: z.strictObject({ currency: currencyCode.optional() }),
        response: { 200: z.object({ tariffs: z.array(tariffAnswer), total: z.int() }) },
      },
    },
    async ({ query }) => {
      const tariffs = await billing.tariffs(query.currency);
      return { tariffs: tariffs.map(shown), total: tariffs.length };
    },
  );

  api.get(
    `${PATH}/:tariff_id`,
    { config: read, schema: { tags, summary: 'One tariff', params, response: { 200: tariffAnswer } } },
    async ({ params: { tariff_id: id } }) => shown(found(await billing.tariff(id), 'tariff', id)),
  );
}

function createRoute(api: Api, { store: { billing }, newId, clock }: ApiPorts): void {
  api.post(
    PATH,
    {
      config: write,
      schema: { tags, summary: 'Create a tariff', body: tariffBody, response: { 201: tariffAnswer } },
    },
    async ({ body }, reply) => {
      const tariff = tariffOf(body, { id: newId('tariff_'), createdAtMs: clock.now() });
      await billing.putTariff(tariff);
      return reply.code(201).send(shown(tariff));
    },
  );
}

function replaceRoute(api: Api, { store: { billing } }: ApiPorts): void {
  api.put(
    `${PATH}/:tariff_id`,
    {
      config: write,
      schema: {
        tags,
        body: tariffBody,
        summary: 'Replace a tariff',
        description: 'Whole. Bills that are written stay as they are; open sessions end with the new prices.',
        params,
        response: { 200: tariffAnswer },
      },
    },
    async ({ params: { tariff_id: id }, body }) => {
      const tariff = tariffOf(body, found(await billing.tariff(id), 'tariff', id));
      await billing.putTariff(tariff);
      return shown(tariff);
    },
  );
}

function deleteRoute(api: Api, { store: { billing } }: ApiPorts): void {
  api.delete(
    `${PATH}/:tariff_id`,
    {
      config: write,
      schema: {
        tags,
        summary: 'Delete a tariff',
        description: 'Charge points that had it get the default one. Bills stay.',
        params,
        response: { 204: z.null() },
      },
    },
    async ({ params: { tariff_id: id } }, reply) => {
      found((await billing.removeTariff(id)) || undefined, 'tariff', id);
      return reply.code(204).send(null);
    },
  );
}
