import * as z from 'zod';
import { isoTime } from '../../iso-time.js';
import { addDays, bucketStart } from '../../ledger/analytics/calendar.js';
import { createZone, type Zone } from '../../ledger/costs/zone.js';
import { kwh } from '../../ledger/kwh.js';
import { toCsv } from '../../ledger/statement/csv.js';
import type { EnergyRow, Granularity } from '../../ledger/store/port.js';
import type { ApiPorts, Routes } from '../api.js';
import { checkDays } from '../day-range.js';
import { csvContent, sendCsv, wantedFormat } from '../file-answer.js';
import { periodQuery, readPeriod } from '../period.js';
import { plainAnswers } from '../plain-answers.js';
import { energyMembers, shownEnergy } from '../session-schema.js';

const GRANULARITIES = ['quarter', 'hour', 'day', 'week', 'month'] as const satisfies readonly Granularity[];

/** Days that one answer may span, so that it stays below some thousand rows. */
const MOST_DAYS: Readonly<Record<Granularity, number>> = {
  quarter: 14,
  hour: 31,
  day: 3_660,
  week: 18_300,
  month: 36_600,
};
const STEPS: Readonly<Record<Granularity, string>> = {
  quarter: 'Quarters of an hour',
  hour: 'Hours',
  day: 'Days',
  week: 'Weeks',
  month: 'Months',
};

const querySchema = z.strictObject({
  ...periodQuery,
  granularity: z.enum(GRANULARITIES).default('day').meta({ description: 'Weeks begin on Monday.' }),
  charge_point_id: z.string().optional().meta({ description: 'Default: all together.' }),
  format: z.enum(['json', 'csv']).optional().meta({
    description: 'Else by the Accept header, else json.',
  }),
});
type Query = z.output<typeof querySchema>;

const row = z.object({
  start: z.iso.datetime(),
  day: z.iso.date().meta({ description: 'Local day on which it begins.' }),
  ...energyMembers,
  import_kwh: z.number().meta({ description: 'Of the house.' }),
  export_kwh: z.number(),
  production_kwh: z.number().nullable().meta({ description: 'null: not known.' }),
});

const answer = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime().meta({ description: 'No longer part of it.' }),
  granularity: z.enum(GRANULARITIES),
  charge_point_id: z.string().nullable(),
  data: z.array(row),
});

/** What went into cars and through the meters, to chart and to export. */
export const historyRoutes: Routes = (api, ports) => {
  const zone = createZone(ports.settings.timezone);
  api.get(
    '/api/v1/history/energy',
    {
      ...plainAnswers,
      config: { access: ['read:analytics'] },
      schema: {
        tags: ['analytics'],
        summary: 'History of energy',
        description:
          'Steps without a record are left out. Default period: today for quarters of an hour and hours, this month for days, else this year. An answer may span 14 days in quarters of an hour, 31 in hours, ten years in days. Quarters and hours are kept for a limited time, days for ever.',
        querystring: querySchema,
        response: {
          200: {
            description: 'The history.',
            content: { 'application/json': { schema: answer }, ...csvContent },
          },
        },
      },
    },
    async ({ query, headers }, reply) => {
      const period = periodOf(query, ports, zone);
      const rows = (await rowsOf(query, period, ports)).map((each) => shownRow(each, zone));
      if (wantedFormat(['json', 'csv'], query.format, headers.accept) === 'csv') {
        return sendCsv(reply, `energy-${query.granularity}-${period.fromDay}-${period.toDay}`, csvOf(rows));
      }
      return {
        from: isoTime(period.fromMs),
        to: isoTime(period.toMs),
        granularity: query.granularity,
        charge_point_id: query.charge_point_id ?? null,
        data: rows,
      };
    },
  );
};

interface HistoryPeriod {
  readonly fromMs: number;
  readonly toMs: number;
  /** Local days of the first and the last moment. */
  readonly fromDay: string;
  readonly toDay: string;
}

/** @throws ApiError `invalid_request` when it is empty or too long */
function periodOf(query: Query, { clock }: ApiPorts, zone: Zone): HistoryPeriod {
  const { granularity } = query;
  const asked = readPeriod(query, zone);
  const toMs = asked.toMs ?? zone.dayStartMs(addDays(zone.localTime(clock.now()).day, 1));
  const toDay = zone.localTime(toMs - 1).day;
  const fromMs = asked.fromMs ?? zone.dayStartMs(defaultStart(toDay, granularity));
  const fromDay = zone.localTime(fromMs).day;
  checkDays(fromDay, toDay, MOST_DAYS[granularity], STEPS[granularity]);
  return { fromMs, toMs, fromDay, toDay };
}

function defaultStart(toDay: string, granularity: Granularity): string {
  if (granularity === 'quarter' || granularity === 'hour') return toDay;
  return granularity === 'day' ? bucketStart(toDay, 'month') : `${toDay.slice(0, 4)}-01-01`;
}

function rowsOf(
  { granularity, charge_point_id: point }: Query,
  period: HistoryPeriod,
  { store: { energy } }: ApiPorts,
): Promise<readonly EnergyRow[]> {
  if (granularity === 'quarter' || granularity === 'hour') return energy.slots(period, granularity, point);
  return energy.days(period.fromDay, period.toDay, granularity, point);
}

function shownRow(each: EnergyRow, zone: Zone) {
  const { slotMs, day, importWh, exportWh, productionWh } = each;
  return {
    start: isoTime(slotMs ?? zone.dayStartMs(day)),
    day,
    ...shownEnergy(each),
    import_kwh: kwh(importWh),
    export_kwh: kwh(exportWh),
    production_kwh: productionWh === null ? null : kwh(productionWh),
  };
}

const csvOf = (rows: readonly ReturnType<typeof shownRow>[]): string =>
  toCsv(
    Object.keys(row.shape),
    rows.map((each) => Object.values(each)),
  );
