import * as z from 'zod';
import type { BillingEntry } from '../../ledger/billing.js';
import { isWholeCoins } from '../../ledger/costs/money.js';
import { createZone } from '../../ledger/costs/zone.js';
import type { Api, ApiPorts, Routes } from '../api.js';
import { ApiError } from '../api-error.js';
import { billingRecord, sessionParams, shownRecord } from '../billing-answers.js';
import { periodQuery, readPeriod } from '../period.js';
import { found, pageMembers, pageQuery, refusalAnswer } from '../wire.js';

const tags = ['billing'];

/** Entries of the ledger: bills of sessions, and corrections of them. */
export const billingRecordRoutes: Routes = (api, ports) => {
  listRoute(api, ports);
  correctionRoute(api, ports);
};

function listRoute(api: Api, { store, settings }: ApiPorts): void {
  const zone = createZone(settings.timezone);
  api.get(
    '/api/v1/billing/records',
    {
      config: { access: ['read:billing'] },
      schema: {
        tags,
        summary: 'List billing records',
        description: 'By the time of writing, newest first.',
        querystring: z.strictObject({ ...periodQuery, ...pageQuery }),
        response: { 200: z.object({ records: z.array(billingRecord), ...pageMembers }) },
      },
    },
    async ({ query }) => {
      const { limit, offset } = query;
      const { rows, total } = await store.billing.entries(readPeriod(query, zone), { limit, offset });
      return { records: rows.map(shownRecord), total, limit, offset };
    },
  );
}

function correctionRoute(api: Api, { store, settings, newId, clock }: ApiPorts): void {
  api.post(
    '/api/v1/billing/sessions/:session_id/corrections',
    {
      config: { access: ['write:billing'] },
      schema: {
        tags,
        summary: 'Correct the bill of a session',
        description:
          'Adds an entry; what is written stays. `amount` is the difference, in the currency of the session: negative gives money back.',
        params: sessionParams,
        body: z.strictObject({
          amount: z
            .number()
            .min(-1_000_000)
            .max(1_000_000)
            .refine((amount) => amount !== 0, 'must not be 0'),
          note: z.string().trim().min(1).max(500).meta({ description: 'Why; it is shown on the bill.' }),
        }),
        response: { 201: billingRecord, 409: refusalAnswer('conflict') },
      },
    },
    async ({ params: { session_id: id }, body: { amount, note } }, reply) => {
      const session = found(await store.sessions.get(id), 'session', id);
      if (session.status === 'active')
        throw new ApiError('conflict', 'The session is still open; it has no bill yet.');
      const currency = session.currency ?? settings.currency;
      if (!isWholeCoins(amount, currency)) {
        throw new ApiError('invalid_request', `amount has more decimals than ${currency} has coins.`);
      }
      const entry: BillingEntry = {
        ...{ id: newId('bill_'), sessionId: id, kind: 'correction', amount, currency, tariffId: null, note },
        lines: [{ type: 'correction', label: note, quantity: null, unit: null, price: null, amount }],
        createdAtMs: clock.now(),
      };
      await store.record({ entries: [entry] });
      return reply.code(201).send(shownRecord(entry));
    },
  );
}
