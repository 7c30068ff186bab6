import * as z from 'zod';
import { API_ERRORS, ApiError, type ApiErrorCode } from './api-error.js';

/** Shapes that several resources share on the wire: times, days, offset pages, errors. */

/** A time as `isoTime` writes it. */
export const timeText = z.string().meta({ format: 'date-time', examples: ['2026-06-21T10:00:00Z'] });

/** Nothing was measured before 1970, and the year 9999 has no next day that can be written. */
const isSensible = (ms: number): boolean => ms >= 0 && ms < Date.UTC(9999, 0);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A date (`2024-06-01`) or a date with time and zone (`2024-06-01T00:00:00Z`), as text. */
export const dateOrTime = z
  .string()
  .refine((text) => isSensible(Date.parse(text)) && (isDate(text) || /(?:Z|[+-]\d{2}:\d{2})$/.test(text)), {
    message: 'must be a date (2024-06-01) or a time with its zone (2024-06-01T00:00:00Z)',
  })
  .meta({ description: 'Date, or date and time with zone (ISO 8601).', examples: ['2024-06-01'] });

/** A calendar day that exists. */
export const day = z.iso
  .date()
  .refine((text) => isSensible(Date.parse(text)), { message: 'must be a day from 1970 to 9998' })
  .meta({ description: 'Local day.', examples: ['2024-06-01'] });

export const isDate = (text: string): boolean => DATE.test(text);

/** Query members of every paged list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Rows of this page.' }),
  offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).meta({
    description: 'Rows to skip.',
  }),
};

/** Members that every paged list ends with. */
export const pageMembers = { total: z.int(), limit: z.int(), offset: z.int() };

/** @throws ApiError `not_found` */
export function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new ApiError('not_found', `There is no ${what} "${id}".`);
  return value;
}

/** The error answer of every route. */
const errorAnswer = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ id: 'Error', description: 'What went wrong: a stable code, and a sentence.' });

/** Of a route, in OpenAPI: a refusal that does not follow from its schemas. */
export const refusalAnswer = (code: ApiErrorCode) => ({
  description: API_ERRORS[code].meaning,
  content: { 'application/json': { schema: errorAnswer } },
});
