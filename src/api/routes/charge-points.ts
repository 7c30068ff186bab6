import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { newNotes } from '../../ledger/charge-point/new-notes.js';
import type { ChargePointNotes } from '../../ledger/store/port.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import {
  chargePointMembers,
  connectorMembers,
  controllerSchema,
  liveMembers,
  liveOf,
  notesMembers,
  shownChargePoint,
  shownConnector,
  shownController,
  shownLive,
  statusOf,
} from '../charge-point-schema.js';
import { pageMembers, pageQuery, refusalAnswer } from '../wire.js';

/** Charge points: the configured chargers with what the owner wrote about them. */

const PATH = '/api/v1/cpo/charge-points';
const tags = ['charge points'];
const read = { access: ['read:charge_points'] as const };
const write = { access: ['write:charge_points'] as const };

const chargePointSchema = z.object(chargePointMembers).meta({ id: 'ChargePoint' });

const detailsSchema = z
  .object({
    ...chargePointMembers,
    live: z.object(liveMembers).nullable().meta({ description: 'null while it is offline.' }),
    controller: controllerSchema.nullable().meta({ description: 'null: none, or not online.' }),
  })
  .meta({ id: 'ChargePointDetails' });

const params = z.object({ charge_point_id: z.string() });

/** @throws ApiError `not_found` for what is no charger of the configuration */
export function requireChargePoint(id: string, { settings }: ApiPorts): void {
  if (settings.chargePoints.includes(id)) return;
  const known = settings.chargePoints.map((each) => `"${each}"`).join(', ') || 'none';
  throw new ApiError('not_found', `There is no charger "${id}" in the configuration; there is ${known}.`);
}

export const chargePointRoutes: Routes = (api, ports) => {
  listRoute(api, ports);
  detailsRoute(api, ports);
  statusRoute(api, ports);
  registerRoute(api, ports);
  changeRoute(api, ports);
};

async function detailsOf(id: string, { store, devices }: ApiPorts) {
  const device = devices.get(id);
  const live = liveOf(device);
  return {
    ...shownChargePoint(id, await store.chargePoints.get(id), device),
    live: live === undefined ? null : shownLive(live),
    controller: shownController(devices.get(`surplus/${id}`)),
  };
}

function listRoute(api: Api, { store, devices, settings }: ApiPorts): void {
  api.get(
    PATH,
    {
      config: read,
      schema: {
        tags,
        summary: 'List charge points',
        description: 'Every charger of the configuration, registered or not.',
        querystring: z.strictObject(pageQuery),
        response: { 200: z.object({ charge_points: z.array(chargePointSchema), ...pageMembers }) },
      },
    },
    async ({ query: { limit, offset } }) => {
      const notes = new Map((await store.chargePoints.all()).map((each) => [each.chargePointId, each]));
      const ids = settings.chargePoints.slice(offset, offset + limit);
      const charge_points = ids.map((id) => shownChargePoint(id, notes.get(id), devices.get(id)));
      return { charge_points, total: settings.chargePoints.length, limit, offset };
    },
  );
}

function detailsRoute(api: Api, ports: ApiPorts): void {
  api.get(
    `${PATH}/:charge_point_id`,
    {
      config: read,
      schema: {
        tags,
        summary: 'A charge point with its live values',
        params,
        response: { 200: detailsSchema },
      },
    },
    async ({ params: { charge_point_id: id } }) => {
      requireChargePoint(id, ports);
      return detailsOf(id, ports);
    },
  );
}

function statusRoute(api: Api, ports: ApiPorts): void {
  api.get(
    `${PATH}/:charge_point_id/status`,
    {
      config: read,
      schema: {
        tags,
        summary: 'Status of a charge point and its connector',
        params,
        response: {
          200: z.object({
            charge_point_id: z.string(),
            status: chargePointMembers.status,
            last_seen: chargePointMembers.last_seen,
            connectors: z.array(z.object(connectorMembers)),
          }),
        },
      },
    },
    async ({ params: { charge_point_id: id } }) => {
      requireChargePoint(id, ports);
      const device = ports.devices.get(id);
      return {
        charge_point_id: id,
        status: statusOf(device),
        last_seen: isoTime(device?.receivedAtMs ?? null),
        connectors: [shownConnector(liveOf(device))],
      };
    },
  );
}

function registerRoute(api: Api, ports: ApiPorts): void {
  api.post(
    PATH,
    {
      config: write,
      schema: {
        tags,
        summary: 'Register a charge point',
        description:
          'Writes what is to be known of a charger of the configuration. What is left out, the charger says itself.',
        body: z.strictObject({
          charge_point_id: z.string(),
          ...notesMembers,
          project_id: z
            .string()
            .optional()
            .meta({ description: 'Taken and left out: a house is one project.' }),
        }),
        response: { 201: detailsSchema, 404: refusalAnswer('not_found'), 409: refusalAnswer('conflict') },
      },
    },
    async ({ body: { charge_point_id: id, project_id: _, ...members } }, reply) => {
      requireChargePoint(id, ports);
      if ((await ports.store.chargePoints.get(id)) !== undefined)
        throw new ApiError('conflict', `"${id}" is registered already; PATCH changes it.`);
      await requireTariff(members.tariff_id, ports);
      await ports.store.chargePoints.put(changed(newNotes(id, ports.clock.now()), members));
      return reply.status(201).send(await detailsOf(id, ports));
    },
  );
}

function changeRoute(api: Api, ports: ApiPorts): void {
  api.patch(
    `${PATH}/:charge_point_id`,
    {
      config: write,
      schema: {
        tags,
        summary: 'Change what is known of a charge point',
        description:
          'Members that are left out stay. A charge point that was not registered is so afterwards.',
        params,
        body: z.strictObject(notesMembers),
        response: { 200: detailsSchema },
      },
    },
    async ({ params: { charge_point_id: id }, body }) => {
      requireChargePoint(id, ports);
      await requireTariff(body.tariff_id, ports);
      const notes = (await ports.store.chargePoints.get(id)) ?? newNotes(id, ports.clock.now());
      await ports.store.chargePoints.put(changed(notes, body));
      return detailsOf(id, ports);
    },
  );
}

async function requireTariff(id: string | null | undefined, { store }: ApiPorts): Promise<void> {
  if (id === undefined || id === null || (await store.billing.tariff(id)) !== undefined) return;
  throw new ApiError('invalid_request', `tariff_id: there is no tariff "${id}".`);
}

type NotesBody = z.output<z.ZodObject<typeof notesMembers>>;

function changed(notes: ChargePointNotes, body: NotesBody): ChargePointNotes {
  const { name, model, vendor, serial_number, location, tariff_id } = body;
  return {
    ...notes,
    ...(name !== undefined && { name }),
    ...(model !== undefined && { model }),
    ...(vendor !== undefined && { vendor }),
    ...(serial_number !== undefined && { serialNumber: serial_number }),
    ...(location !== undefined && { location }),
    ...(tariff_id !== undefined && { tariffId: tariff_id }),
  };
}
