import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { createBillOf } from '../../ledger/costs/cost-of.js';
import { createZone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import type { Session } from '../../ledger/session.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { liveOf } from '../charge-point-schema.js';
import { plainAnswers } from '../plain-answers.js';
import {
  costMembers,
  energyMembers,
  SITE_ID,
  sessionFilterOf,
  sessionMembers,
  sessionQuery,
  shownEnergy,
  shownSession,
} from '../session-schema.js';
import { found, pageMembers } from '../wire.js';

/** Charging sessions and where their energy came from. What they cost is at /api/v1/billing/sessions. */

const PATH = '/api/v1/sessions';
const config = { access: ['read:sessions'] as const };
const tags = ['sessions'];

const sessionSchema = z.object(sessionMembers).meta({ id: 'Session' });
const liveAnswer = z
  .object({
    ...sessionMembers,
    power_kw: z.number().nullable().meta({ description: 'Now; null while the charger is offline.' }),
    car_state: z.string().nullable(),
    ...costMembers,
  })
  .meta({ id: 'LiveSession' });

export const sessionRoutes: Routes = (api, ports) => {
  listRoute(api, ports);
  liveRoute(api, ports);
  detailsRoute(api, ports);
};

function listRoute(api: Api, { store, clock, settings }: ApiPorts): void {
  const zone = createZone(settings.timezone);
  api.get(
    PATH,
    {
      ...plainAnswers,
      config,
      schema: {
        tags,
        summary: 'List sessions, newest first',
        description: '`from` and `to` are about the time of start; dates are local days.',
        querystring: sessionQuery,
        response: { 200: z.object({ sessions: z.array(sessionSchema), ...pageMembers }) },
      },
    },
    async ({ query }) => {
      const { limit, offset } = query;
      const { rows, total } = await store.sessions.list(sessionFilterOf(query, zone), { limit, offset });
      const nowMs = clock.now();
      return { sessions: rows.map((session) => shownSession(session, nowMs)), total, limit, offset };
    },
  );
}

function detailsRoute(api: Api, { store, clock }: ApiPorts): void {
  const slot = z.object({ from: z.iso.datetime(), ...energyMembers });
  api.get(
    `${PATH}/:session_id`,
    {
      config,
      schema: {
        tags,
        summary: 'One session, quarter of an hour by quarter of an hour',
        params: z.object({ session_id: z.string() }),
        response: {
          200: z
            .object({ ...sessionMembers, site_id: z.literal(SITE_ID), slots: z.array(slot) })
            .meta({ id: 'SessionDetails' }),
        },
      },
    },
    async ({ params: { session_id: id } }) => {
      const session = found(await store.sessions.get(id), 'session', id);
      const slots = await store.sessions.slots(id);
      return {
        ...shownSession(session, clock.now()),
        site_id: SITE_ID,
        slots: slots.map((each) => ({ from: isoTime(each.slotMs), ...shownEnergy(each) })),
      };
    },
  );
}

function liveRoute(api: Api, { store, clock, devices, settings }: ApiPorts): void {
  const billOf = createBillOf({ store, zone: createZone(settings.timezone), siteId: SITE_ID });
  api.get(
    `${PATH}/live`,
    {
      config,
      schema: {
        tags,
        summary: 'Sessions that are open now',
        description:
          'With the energy up to now: what the charger counted since the ledger last wrote is counted as it came until then. Cost is what it would be if the session ended now; null without the scope `read:billing` or a tariff.',
        response: { 200: z.object({ sessions: z.array(liveAnswer), total: z.int() }) },
      },
    },
    async ({ apiKey }) => {
      const nowMs = clock.now();
      const mayReadCost = apiKey?.scopes.includes('read:billing') === true;
      const sessions = await Promise.all(
        (await store.sessions.active()).map(async (stored) => {
          const now = liveOf(devices.get(stored.chargePointId));
          const session = grown(stored, now?.counterWh ?? null);
          const bill = mayReadCost ? await billOf(session, nowMs) : undefined;
          return {
            ...shownSession(session, nowMs),
            power_kw: now?.powerW === undefined || now.powerW === null ? null : kwh(now.powerW),
            car_state: now?.carState ?? null,
            total_cost: bill?.amount ?? null,
            currency: bill?.currency ?? null,
          };
        }),
      );
      return { sessions, total: sessions.length };
    },
  );
}

/** With the energy that the charger has counted since the session was last written; its sources as they were so far. */
function grown<S extends Session>(session: S, counterWh: number | null): S {
  const { energyWh } = session;
  const moreWh = counterWh === null || session.counterWh === null ? 0 : counterWh - session.counterWh;
  if (moreWh <= 0) return session;
  if (energyWh <= 0) return { ...session, energyWh: moreWh, gridWh: moreWh };
  const scale = (energyWh + moreWh) / energyWh;
  return {
    ...session,
    energyWh: energyWh + moreWh,
    solarWh: session.solarWh * scale,
    gridWh: session.gridWh * scale,
    batteryWh: session.batteryWh * scale,
  };
}
