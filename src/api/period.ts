import { addDays } from '../ledger/analytics/calendar.js';
import type { Zone } from '../ledger/costs/zone.js';
import type { Period } from '../ledger/store/port.js';
import { ApiError } from './api-error.js';
import { dateOrTime, isDate } from './wire.js';

/** Query members of lists that can be cut to a period. */
export const periodQuery = {
  from: dateOrTime.optional().meta({
    description: 'Begin: a moment, or a day whose first moment counts.',
    examples: ['2024-06-01'],
  }),
  to: dateOrTime.optional().meta({
    description: 'End: a moment, which is no longer part of it, or a day, which is.',
    examples: ['2024-06-30'],
  }),
};

/** Query members of reports that need a period. */
export const wholePeriodQuery = { from: periodQuery.from.unwrap(), to: periodQuery.to.unwrap() };

interface PeriodTexts {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * @param zone in which days begin
 * @returns `fromMs` inclusive, `toMs` exclusive, each where its text is given
 * @throws ApiError `invalid_request` when the end does not lie behind the begin
 * @example readPeriod({ to: '2024-06-30' }, createZone('UTC')) // { toMs: Date.UTC(2024, 6, 1) }
 */
export function readPeriod<Texts extends PeriodTexts>(
  { from, to }: Texts,
  zone: Zone,
): Texts extends { from: string; to: string } ? Period : Partial<Period> {
  const fromMs = from === undefined ? undefined : isDate(from) ? zone.dayStartMs(from) : Date.parse(from);
  const toMs = to === undefined ? undefined : isDate(to) ? zone.dayStartMs(addDays(to, 1)) : Date.parse(to);
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs)
    throw new ApiError('invalid_request', '"to" must lie behind "from".');
  return { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) } as ReturnType<
    typeof readPeriod<Texts>
  >;
}
