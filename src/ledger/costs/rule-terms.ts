import * as z from 'zod';
import { COMPONENT_TYPES } from '../billing.js';

/** What the values of a billing rule's conditions and actions must be; checked where rules come in and when they apply. */

const name = z.string().min(1).max(128);
const names = z.union([name, z.array(name).min(1).max(100)]);
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time as 22:00');
const kwh = z.number().min(0).max(1_000_000);

/** The first three letters count. */
const WEEKDAY_NAMES = [
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
] as const;

const timeOfDay = z
  .strictObject({ start_time: clockTime, end_time: clockTime })
  .refine(({ start_time, end_time }) => start_time !== end_time, 'must begin and end at different times');

export const conditionSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('time_of_day'), value: timeOfDay }),
    z.strictObject({ type: z.literal('day_of_week'), value: z.array(z.enum(WEEKDAY_NAMES)).min(1) }),
    z.strictObject({ type: z.literal('user_type'), value: names }),
    z.strictObject({ type: z.literal('charger_id'), value: names }),
    z.strictObject({ type: z.literal('site_id'), value: names }),
    z.strictObject({ type: z.literal('min_energy_kwh'), value: kwh }),
    z.strictObject({ type: z.literal('max_energy_kwh'), value: kwh }),
  ])
  .meta({
    description:
      'time_of_day (from start_time until before end_time, across midnight if it ends earlier) and day_of_week look ' +
      'at the local time at which the session began. user_type is "known" (a card was shown), "unknown", or the name ' +
      'of a card. Names may be a list, of which one must match. min and max energy include their value.',
  });
export type Condition = z.output<typeof conditionSchema>;

export const actionSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('apply_discount'), value: z.number().gt(0).max(100).multipleOf(0.001) }),
    z.strictObject({ type: z.literal('override_price'), value: z.number().min(0).max(10_000) }),
    z.strictObject({ type: z.literal('free_session'), value: z.null().optional() }),
    z.strictObject({ type: z.literal('add_flat_fee'), value: z.number().gt(0).max(10_000) }),
    z.strictObject({ type: z.literal('remove_component'), value: z.enum(COMPONENT_TYPES) }),
  ])
  .meta({
    description:
      'override_price: every kWh costs this, whatever its source. remove_component: a type of the tariff. ' +
      'apply_discount: percent off what the bill has come to. free_session: nothing is charged, whatever other rules say.',
  });
export type Action = z.output<typeof actionSchema>;
