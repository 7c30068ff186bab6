import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { type BillOf, createBillOf } from '../../ledger/costs/cost-of.js';
import { inCoins } from '../../ledger/costs/money.js';
import { createZone, type Zone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import { receiptHtml } from '../../ledger/statement/receipt-html.js';
import type { SessionWithCost } from '../../ledger/store/port.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import {
  billedSession,
  billedSessionDetails,
  breakdown,
  sessionParams,
  shownLine,
} from '../billing-answers.js';
import { chargePointNames } from '../charge-point-names.js';
import { htmlContent, language, sendPage } from '../file-answer.js';
import { plainAnswers } from '../plain-answers.js';
import { SITE_ID, sessionFilterOf, sessionQuery, shownSession } from '../session-schema.js';
import { found, pageMembers, refusalAnswer } from '../wire.js';

const PATH = '/api/v1/billing/sessions';
const billing = { access: ['read:billing'] as const };
const billingOrSessions = { access: ['read:billing', 'read:sessions'] as const };
const tags = ['billing'];

const COST_RULE =
  'Cost is null without the scope `read:billing`, and where no tariff is in force. Of an open session it is what it ' +
  'would be if it ended now.';

/** Sessions with their cost, receipts, and what an open session costs so far. */
export const billingSessionRoutes: Routes = (api, ports) => {
  const zone = createZone(ports.settings.timezone);
  const billOf = createBillOf({ store: ports.store, zone, siteId: SITE_ID });
  listRoute(api, ports, zone, billOf);
  detailsRoute(api, ports, billOf);
  estimateRoute(api, ports, billOf);
  receiptRoute(api, ports, zone);
};

function listRoute(api: Api, { store, clock }: ApiPorts, zone: Zone, billOf: BillOf): void {
  api.get(
    PATH,
    {
      ...plainAnswers,
      config: billingOrSessions,
      schema: {
        tags,
        summary: 'List sessions with their cost',
        description: `Newest start first; \`from\` and \`to\` are about the start. ${COST_RULE}`,
        querystring: sessionQuery,
        response: { 200: z.object({ sessions: z.array(billedSession), ...pageMembers }) },
      },
    },
    async ({ query, apiKey }) => {
      const { limit, offset } = query;
      const nowMs = clock.now();
      const { rows, total } = await store.sessions.list(sessionFilterOf(query, zone), { limit, offset });
      const mayReadCost = apiKey?.scopes.includes('read:billing') === true;
      const sessions = await Promise.all(
        rows.map(async (session) => ({
          ...shownSession(session, nowMs),
          ...(mayReadCost ? await costOf(session, billOf, nowMs) : NO_COST),
        })),
      );
      return { sessions, total, limit, offset };
    },
  );
}

function detailsRoute(api: Api, { store, clock }: ApiPorts, billOf: BillOf): void {
  api.get(
    `${PATH}/:session_id`,
    {
      config: billingOrSessions,
      schema: {
        tags,
        summary: 'One session with the lines of its bill',
        description: `Corrections are lines too. ${COST_RULE}`,
        params: sessionParams,
        response: { 200: billedSessionDetails },
      },
    },
    async ({ params: { session_id: id }, apiKey }) => {
      const nowMs = clock.now();
      const session = found(await store.sessions.get(id), 'session', id);
      const shown = { ...shownSession(session, nowMs), site_id: SITE_ID };
      if (apiKey?.scopes.includes('read:billing') !== true) {
        return { ...shown, ...NO_COST, tariff_id: null, cost_breakdown: null };
      }
      const entries = await store.billing.entriesOf(id);
      const bill = isOpen(session) ? await billOf(session, nowMs) : undefined;
      const lines = bill?.lines ?? entries.flatMap((entry) => entry.lines);
      return {
        ...shown,
        ...(bill === undefined ? finalCost(session) : { total_cost: bill.amount, currency: bill.currency }),
        tariff_id: bill?.tariffId ?? entries.find(({ kind }) => kind === 'charge')?.tariffId ?? null,
        cost_breakdown: bill === undefined && entries.length === 0 ? null : lines.map(shownLine),
      };
    },
  );
}

const estimate = z.object({
  session_id: z.string(),
  status: z.enum(['completed', 'active', 'stopped']),
  as_of: z.iso.datetime(),
  final: z.boolean().meta({ description: 'Whether the session has ended; then this is its bill.' }),
  energy_kwh: z.number(),
  total_cost: z.number().nullable(),
  currency: z.string().nullable(),
  cost_breakdown: breakdown,
});

function estimateRoute(api: Api, { store, clock }: ApiPorts, billOf: BillOf): void {
  api.get(
    `${PATH}/:session_id/cost-estimate`,
    {
      config: billing,
      schema: {
        tags,
        summary: 'What an open session costs so far',
        description:
          'As if it ended now, with the tariff and the rules of now. Parking shows while the car takes nothing and is gone when it takes more.',
        params: sessionParams,
        response: { 200: estimate },
      },
    },
    async ({ params: { session_id: id } }) => {
      const nowMs = clock.now();
      const session = found(await store.sessions.get(id), 'session', id);
      const open = isOpen(session);
      const bill = open ? await billOf(session, nowMs) : undefined;
      const entries = open ? [] : await store.billing.entriesOf(id);
      const lines = bill?.lines ?? (entries.length === 0 ? null : entries.flatMap((entry) => entry.lines));
      return {
        session_id: id,
        status: session.status,
        as_of: isoTime(session.endedAtMs ?? nowMs),
        final: !open,
        energy_kwh: kwh(session.energyWh),
        ...(bill === undefined ? finalCost(session) : { total_cost: bill.amount, currency: bill.currency }),
        cost_breakdown: lines?.map(shownLine) ?? null,
      };
    },
  );
}

function receiptRoute(api: Api, ports: ApiPorts, zone: Zone): void {
  const { store } = ports;
  api.get(
    `${PATH}/:session_id/receipt`,
    {
      config: billing,
      schema: {
        tags,
        summary: 'Receipt of a session, to print',
        description: 'A page (HTML) of a session that has ended; a browser prints it or makes a PDF of it.',
        params: sessionParams,
        querystring: z.strictObject({ lang: language }),
        response: { 200: { description: 'The page.', content: htmlContent }, 409: refusalAnswer('conflict') },
      },
    },
    async ({ params: { session_id: id }, query: { lang } }, reply) => {
      const session = found(await store.sessions.get(id), 'session', id);
      if (isOpen(session))
        throw new ApiError('conflict', 'The session is still open; its receipt comes with its end.');
      const entries = await store.billing.entriesOf(id);
      const chargePoint = (await chargePointNames(ports))(session.chargePointId);
      return sendPage(reply, receiptHtml({ session, entries, chargePoint }, zone, lang));
    },
  );
}

const NO_COST = { total_cost: null, currency: null };

async function costOf(session: SessionWithCost, billOf: BillOf, nowMs: number) {
  const bill = isOpen(session) ? await billOf(session, nowMs) : undefined;
  return bill === undefined ? finalCost(session) : { total_cost: bill.amount, currency: bill.currency };
}

function finalCost({ totalCost, currency }: SessionWithCost) {
  if (totalCost === null || currency === null) return NO_COST;
  return { total_cost: inCoins(totalCost, currency), currency };
}

const isOpen = ({ status }: SessionWithCost): boolean => status === 'active';
