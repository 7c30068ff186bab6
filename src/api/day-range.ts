import * as z from 'zod';
import type { Clock } from '../clock.js';
import { addDays, bucketStart, dayCount, GRANULARITIES } from '../ledger/analytics/calendar.js';
import type { Zone } from '../ledger/costs/zone.js';
import { ApiError } from './api-error.js';
import { day } from './wire.js';

/** Periods of whole local days, as reports take them. */

/** Ten years. */
const MOST_DAYS = 3_660;

export const dayRangeQuery = {
  from: day.optional().meta({
    description: 'First local day. Default: the first one of the month of `to`.',
    examples: ['2026-06-01'],
  }),
  to: day.optional().meta({
    description: 'Last local day, which counts. Default: today.',
    examples: ['2026-06-30'],
  }),
};

export const granularityQuery = {
  granularity: z.enum(GRANULARITIES).default('day').meta({ description: 'Weeks begin on Monday.' }),
};

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

interface DayTexts {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws ApiError `invalid_request` when the period is empty or longer than ten years */
export function readDayRange({ from, to }: DayTexts, clock: Clock, zone: Zone): DayRange {
  const last = to ?? zone.localTime(clock.now()).day;
  const first = from ?? bucketStart(last, 'month');
  checkDays(first, last, MOST_DAYS, 'The period');
  return { from: first, to: last };
}

/**
 * @param what is asked for, to begin a sentence with
 * @throws ApiError `invalid_request`
 */
export function checkDays(from: string, to: string, most: number, what: string): void {
  if (from > to) throw new ApiError('invalid_request', '"to" must not lie before "from".');
  if (dayCount(from, to) <= most) return;
  const end = addDays(from, most - 1);
  throw new ApiError(
    'invalid_request',
    `${what} may span ${most} days; from ${from} that is until ${end}. Ask in parts, or for longer steps.`,
  );
}
