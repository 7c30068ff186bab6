import * as z from 'zod';
import { isoTime } from '../iso-time.js';
import { type BillingEntry, COMPONENT_TYPES, type CostLine } from '../ledger/billing.js';
import { costMembers, sessionMembers } from './session-schema.js';

/** Bills on the wire. */

const costLine = z
  .object({
    type: z.enum([...COMPONENT_TYPES, 'discount', 'fee', 'tax', 'correction']),
    label: z.string(),
    quantity: z.number().nullable().meta({ description: 'In `unit`; null: this line is no product.' }),
    unit: z.enum(['kWh', 'min', 'session']).nullable(),
    price: z.number().nullable().meta({ description: 'Per unit.' }),
    amount: z.number(),
  })
  .meta({ id: 'CostLine', description: 'One line of a bill.' });

export const breakdown = z.array(costLine).nullable().meta({
  description: 'The lines of the bill; they add up to `total_cost`. null: there is no bill.',
});

export const billedSession = z
  .object({ ...sessionMembers, ...costMembers })
  .meta({ id: 'BillingSession', description: 'A charging session with its cost.' });

export const billedSessionDetails = billedSession
  .extend({
    site_id: z.string(),
    tariff_id: z.string().nullable().meta({ description: 'The tariff of the bill; null: none.' }),
    cost_breakdown: breakdown,
  })
  .meta({ id: 'BillingSessionDetails' });

export const billingRecord = z
  .object({
    record_id: z.string().meta({ examples: ['bill_01hzm0yjp0w9n1k6m3x8r5q2v7'] }),
    session_id: z.string(),
    kind: z.enum(['charge', 'correction']),
    amount: z.number(),
    currency: z.string(),
    tariff_id: z.string().nullable(),
    lines: z.array(costLine),
    note: z.string().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'BillingRecord', description: 'An entry of the ledger; it never changes.' });

export const sessionParams = z.object({ session_id: z.string() });

export const shownLine = ({ type, label, quantity, unit, price, amount }: CostLine) => ({
  ...{ type, label, quantity, unit, price, amount },
});

export function shownRecord(entry: BillingEntry) {
  return {
    record_id: entry.id,
    session_id: entry.sessionId,
    kind: entry.kind,
    amount: entry.amount,
    currency: entry.currency,
    tariff_id: entry.tariffId,
    lines: entry.lines.map(shownLine),
    note: entry.note,
    created_at: isoTime(entry.createdAtMs),
  };
}
