import * as z from 'zod';
import { daysOfMonth } from '../../ledger/analytics/calendar.js';
import { createZone, type Zone } from '../../ledger/costs/zone.js';
import { buildStatement, type Statement } from '../../ledger/statement/statement.js';
import { statementCsv } from '../../ledger/statement/statement-csv.js';
import { statementHtml } from '../../ledger/statement/statement-html.js';
import type { ApiPorts, Routes } from '../api.js';
import { chargePointNames } from '../charge-point-names.js';
import { csvContent, htmlContent, language, sendCsv, sendPage, wantedFormat } from '../file-answer.js';
import { readPeriod } from '../period.js';
import { shownStatement, statementAnswer } from '../statement-answer.js';

const FORMATS = ['json', 'csv', 'html'] as const;

const query = z.strictObject({
  format: z.enum(FORMATS).optional().meta({ description: 'Else by the Accept header, else json.' }),
  lang: language,
  charge_point_id: z.string().optional(),
  user_id: z.string().optional().meta({ description: 'Name or number of the card.' }),
});

/** Statements of a month, for whoever pays for the charging. */
export const statementRoutes: Routes = (api, ports) => {
  const { clock, settings } = ports;
  const zone = createZone(settings.timezone);
  api.get(
    '/api/v1/billing/statements/:month',
    {
      config: { access: ['read:billing'] },
      schema: {
        tags: ['billing'],
        summary: 'Statement of a month',
        description:
          'The sessions that ended in a local month, by charge point and user, with meter readings, energy by source, price, cost and sums: as JSON, as a table (CSV), or as a page to print (HTML; a browser makes a PDF of it).',
        params: z.object({
          month: z
            .string()
            .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month as 2026-06')
            .meta({ examples: ['2026-06'] }),
        }),
        querystring: query,
        response: {
          200: {
            description: 'The statement.',
            content: { 'application/json': { schema: statementAnswer }, ...csvContent, ...htmlContent },
          },
        },
      },
    },
    async ({ params: { month }, query, headers }, reply) => {
      const statement = await statementOf(month, query, ports, zone);
      switch (wantedFormat(FORMATS, query.format, headers.accept)) {
        case 'html':
          return sendPage(reply, statementHtml(statement, zone, query.lang));
        case 'csv':
          return sendCsv(reply, `charging-statement-${month}`, statementCsv(statement, zone));
        case 'json':
          return shownStatement(statement, zone, clock.now());
      }
    },
  );
};

interface Selection {
  readonly charge_point_id?: string | undefined;
  readonly user_id?: string | undefined;
}

async function statementOf(
  month: string,
  { charge_point_id: chargePointId, user_id: userId }: Selection,
  ports: ApiPorts,
  zone: Zone,
): Promise<Statement> {
  const { fromDay, toDay } = daysOfMonth(month);
  const ended = await ports.store.sessions.endedIn(
    readPeriod({ from: fromDay, to: toDay }, zone),
    chargePointId,
  );
  const sessions = ended.filter((session) => userId === undefined || session.userId === userId);
  return buildStatement(month, sessions, await chargePointNames(ports));
}
