import * as z from 'zod';
import { inBuckets } from '../ledger/analytics/buckets.js';
import { createZone } from '../ledger/costs/zone.js';
import type { EnergyRow } from '../ledger/store/port.js';
import type { ApiPorts } from './api.js';
import { dayRangeQuery, granularityQuery, readDayRange } from './day-range.js';

/** Reports in steps of days, weeks or months. */

export const houseQuery = z.strictObject({ ...dayRangeQuery, ...granularityQuery });
export const pointQuery = houseQuery.extend({ charge_point_id: z.string().optional() });

/** The frame of every report: the period, its steps, and the sum of all. */
export function reportOf<Row extends z.ZodRawShape>(row: Row) {
  return z.object({
    from: z.iso.date(),
    to: z.iso.date(),
    granularity: z.enum(['day', 'week', 'month']),
    data: z.array(z.object({ period_start: z.iso.date(), ...row })),
    total: z.object(row),
  });
}

/** Energies of the period, summed up in steps and as a whole. */
export async function energyReport<Figures>(
  query: z.output<typeof pointQuery>,
  { store, clock, settings }: ApiPorts,
  figuresOf: (rows: readonly EnergyRow[]) => Figures,
) {
  const range = readDayRange(query, clock, createZone(settings.timezone));
  const { granularity, charge_point_id: point } = query;
  const rows = await store.energy.days(range.from, range.to, 'day', point);
  const data = inBuckets(rows, (row) => row.day, granularity).map((bucket) => ({
    period_start: bucket.day,
    ...figuresOf(bucket.rows),
  }));
  return { ...range, granularity, data, total: figuresOf(rows) };
}
