import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { PAGE_POLICY } from '../ledger/statement/page.js';
import { LANGUAGES } from '../ledger/statement/words.js';

/** Answers that are no JSON: tables to download and pages to print. */

const TYPES = { json: 'application/json', csv: 'text/csv', html: 'text/html' } as const;
export type Format = keyof typeof TYPES;

export const language = z.enum(LANGUAGES).default('en').meta({ description: 'Language of the page.' });

/** What `format` says, else the first type of the Accept header that there is, else JSON. */
export function wantedFormat<Offered extends Format>(
  offered: readonly [Offered, ...Offered[]],
  format: Offered | undefined,
  accept = '',
): Offered {
  if (format !== undefined) return format;
  const types = accept.split(',').map((entry) => entry.split(';')[0]?.trim().toLowerCase());
  for (const type of types) {
    const found = offered.find((each) => TYPES[each] === type);
    if (found !== undefined) return found;
  }
  return offered[0];
}

/** A table that browsers save under this name. */
export function sendCsv(reply: FastifyReply, name: string, csv: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(csv);
}

/** A page that may load nothing and run nothing. */
export function sendPage(reply: FastifyReply, markup: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY).send(markup);
}

/** Of a route's answers in OpenAPI. */
export const csvContent = { 'text/csv': { schema: z.string() } };
export const htmlContent = { 'text/html': { schema: z.string() } };
