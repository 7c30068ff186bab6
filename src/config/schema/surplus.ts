import * as z from 'zod';
import { FAIL_SAFES } from '../../surplus/fail-safe.js';
import { houseBatterySchema, houseDevices, pvFields } from './house.js';
import { locationSchema } from './location.js';
import { schedulesSchema } from './schedule.js';

export const surplusSchema = z
  .strictObject({
    ...houseDevices('Ids of the chargers to control.'),
    import_price: z.number().min(-10).max(10).default(0.32).meta({
      description:
        'Price of a kWh from the grid, in any currency. Like the other settings, it can be changed by topic.',
    }),
    feed_in_price: z.number().min(-10).max(10).default(0.08).meta({
      description: 'What a kWh fed into the grid brings, in the same currency.',
    }),
    house_limit_w: z.number().int().min(1000).max(100_000).exactOptional().meta({
      description: 'Most that the house may draw from the grid, car included; no mode exceeds it.',
      defaultText: 'no limit',
      unit: 'W',
      example: 14_000,
    }),
    house_limit_current_a: z.number().int().min(6).max(200).exactOptional().meta({
      description:
        'Most that the house may draw on a phase, car included; no mode exceeds it. Needs a meter that measures the phases.',
      defaultText: 'no limit',
      unit: 'A',
      example: 35,
    }),
    fail_safe: z.enum(FAIL_SAFES).default('keep').meta({
      description:
        'What becomes of a charger when the controller is stopped or gone: `keep` as it was set, `neutral` its own logic, `pause` no charging, `minimum` the least current for a car that charges.',
    }),
    location: locationSchema,
    battery: houseBatterySchema,
    ...pvFields,
    schedules: schedulesSchema,
  })
  .meta({
    description:
      'The surplus controller. It leaves every charger alone until a mode is chosen; these are its first settings.',
  });
