import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import type { JsonValue } from '../../json.js';
import { kwh } from '../../ledger/kwh.js';
import type { Api, ApiPorts, LiveDevice, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import { SITE_ID } from '../session-schema.js';
import { found, pageMembers, pageQuery } from '../wire.js';

/** The one site that a house is, and how its chargers share the connection. */

const PATH = '/api/v1/sites';
const CONFIG_PATH = '/api/v1/smart-charging/sites/:site_id/config';
const WRITE_MS = 10_000;
const read = { access: ['read:charge_points'] as const };
const write = { access: ['write:charge_points'] as const };

const siteSchema = z
  .object({
    site_id: z.literal(SITE_ID),
    name: z.string(),
    address: z.string().nullable(),
    max_power_kw: z
      .number()
      .nullable()
      .meta({ description: 'Limit of the house connection that the surplus controller keeps; null: none.' }),
    lat: z.number().nullable(),
    lng: z.number().nullable(),
    created_at: z.iso.datetime().nullable(),
    charger_count: z.int(),
  })
  .meta({ id: 'Site' });

const params = z.object({ site_id: z.string() });

const sharing = {
  max_power_kw: z.number().min(1).max(100).nullable().meta({
    description: 'Most that the house may draw from the grid, cars included (`house_limit`); null: no limit.',
  }),
  strategy: z
    .literal('priority')
    .meta({ description: 'The first gets its wish first; the others get the rest.' }),
  priority_order: z.array(z.string()).meta({ description: 'Chargers that the surplus controller runs.' }),
};

export const siteRoutes: Routes = (api, ports) => {
  readRoutes(api, ports);
  readConfigRoute(api, ports);
  writeConfigRoute(api, ports);
};

function readRoutes(api: Api, ports: ApiPorts): void {
  api.get(
    PATH,
    {
      config: read,
      schema: {
        tags: ['sites'],
        summary: 'The house, as a list of one site',
        querystring: z.strictObject(pageQuery),
        response: { 200: z.object({ sites: z.array(siteSchema), ...pageMembers }) },
      },
    },
    async ({ query: { limit, offset } }) => ({
      sites: offset === 0 ? [await site(ports)] : [],
      total: 1,
      limit,
      offset,
    }),
  );

  api.get(
    `${PATH}/:site_id`,
    {
      config: read,
      schema: { tags: ['sites'], summary: 'The house', params, response: { 200: siteSchema } },
    },
    async ({ params: { site_id } }) => {
      requireSite(site_id);
      return site(ports);
    },
  );
}

const sharingAnswer = z
  .object({ site_id: z.literal(SITE_ID), ...sharing, updated_at: z.iso.datetime().nullable() })
  .meta({ id: 'SmartChargingConfig' });

function readConfigRoute(api: Api, ports: ApiPorts): void {
  api.get(
    CONFIG_PATH,
    {
      config: read,
      schema: {
        tags: ['smart charging'],
        summary: 'How the chargers share the house connection',
        params,
        response: { 200: sharingAnswer },
      },
    },
    async ({ params: { site_id } }) => {
      requireSite(site_id);
      return { site_id: SITE_ID, ...sharingOf(requireControllers(ports)), updated_at: null };
    },
  );
}

function writeConfigRoute(api: Api, ports: ApiPorts): void {
  api.put(
    CONFIG_PATH,
    {
      config: write,
      schema: {
        tags: ['smart charging'],
        summary: 'Change how the chargers share the house connection',
        description:
          'Written to the surplus controllers at once (`house_limit`, `priority`). They know the strategy `priority` and no other.',
        params,
        body: z.strictObject(sharing),
        response: { 200: sharingAnswer },
      },
    },
    async ({ params: { site_id }, body }) => {
      requireSite(site_id);
      const controllers = requireControllers(ports);
      requireEachOnce(body.priority_order, [...controllers.keys()]);
      const house_limit = body.max_power_kw === null ? null : Math.round(body.max_power_kw * 1000);
      const outcomes = await Promise.all(
        body.priority_order.map((id, index) =>
          ports.devices.command(`surplus/${id}`, { house_limit, priority: index + 1 }, WRITE_MS),
        ),
      );
      const failed = outcomes.find(({ status }) => status !== 'Accepted');
      if (failed !== undefined) {
        const why = 'message' in failed ? failed.message : 'it did not answer in time';
        throw new ApiError('unavailable', `A surplus controller did not take it: ${why}.`);
      }
      return { site_id: SITE_ID, ...body, updated_at: isoTime(ports.clock.now()) };
    },
  );
}

const requireSite = (id: string): void => void found(id === SITE_ID ? id : undefined, 'site', id);

async function site(ports: ApiPorts): Promise<z.output<typeof siteSchema>> {
  const { store, settings } = ports;
  const placed = (await store.chargePoints.all()).find(({ location }) => location !== null)?.location;
  const [controller] = controllersOf(ports).values();
  return {
    site_id: SITE_ID,
    name: 'Home',
    address: placed?.address ?? null,
    max_power_kw: controller === undefined ? null : limitOf(controller),
    lat: placed?.latitude ?? null,
    lng: placed?.longitude ?? null,
    created_at: null,
    charger_count: settings.chargePoints.length,
  };
}

/** Chargers whose surplus controller is online. */
function controllersOf({ settings, devices }: ApiPorts): ReadonlyMap<string, LiveDevice> {
  const all = settings.chargePoints.map((id) => [id, devices.get(`surplus/${id}`)] as const);
  return new Map(all.flatMap(([id, device]) => (device?.online ? [[id, device]] : [])));
}

function requireControllers(ports: ApiPorts): ReadonlyMap<string, LiveDevice> {
  const controllers = controllersOf(ports);
  if (controllers.size > 0) return controllers;
  throw new ApiError('unavailable', 'No surplus controller is online.');
}

function requireEachOnce(order: readonly string[], chargers: readonly string[]): void {
  if (order.length === chargers.length && chargers.every((id) => order.includes(id))) return;
  const names = chargers.map((id) => `"${id}"`).join(', ');
  throw new ApiError('invalid_request', `priority_order: must name each of these once: ${names}.`);
}

function sharingOf(controllers: ReadonlyMap<string, LiveDevice>) {
  const rank = (device: LiveDevice): number =>
    numberOf(device.values['priority']) ?? Number.POSITIVE_INFINITY;
  const [first] = controllers.values();
  return {
    max_power_kw: first === undefined ? null : limitOf(first),
    strategy: 'priority' as const,
    priority_order: [...controllers].sort(([, a], [, b]) => rank(a) - rank(b)).map(([id]) => id),
  };
}

function limitOf({ values }: LiveDevice): number | null {
  const limitW = numberOf(values['house_limit']);
  return limitW === undefined ? null : kwh(limitW);
}

const numberOf = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;
