import * as z from 'zod';
import { deviceId, deviceName, staleAfterSeconds, timeoutSeconds, withIds } from './device.js';
import { address, EVEN_WITH_OTHER_PROBLEMS, seconds } from './fields.js';

/** Source: powerfox local API, sections 4 (address), 5 (key) and 11 (interval). */
const meterSchema = z
  .strictObject({
    host: address().meta({
      description: 'Address of the poweropti in your network.',
      example: '192.168.1.50',
      minimal: true,
    }),
    api_key: z
      .string()
      .regex(/^(?:[!-~]{12}|[!-~]{20})$/)
      .nullable()
      .meta({
        description: 'Its key: at first the device id on the label; `null` if the device is set up so.',
        expects: 'the 12 characters of the device id, a key of 20 characters, or null',
        example: '1097bd725557',
        secret: true,
        minimal: true,
      }),
    type: z.literal('poweropti').default('poweropti').meta({
      description: 'Kind of meter: a powerfox poweropti with its local interface.',
    }),
    id: deviceId('meter'),
    name: deviceName('House meter'),
    interval_s: seconds(1, 60).default(2).meta({
      description: 'Time between two readings. The maker advises 1 to 2 for display, 5 or more for control.',
    }),
    timeout_s: timeoutSeconds,
    stale_after_s: staleAfterSeconds,
  })
  .superRefine((meter, context) => {
    if (meter.stale_after_s <= meter.interval_s) {
      const message = 'must be longer than `interval_s`';
      context.addIssue({ code: 'custom', path: ['stale_after_s'], message });
    }
  }, EVEN_WITH_OTHER_PROBLEMS);

export const metersSchema = z
  .array(meterSchema)
  .transform((meters) => withIds(meters, 'meter'))
  .default([])
  .meta({ description: 'Electricity meters.', minimal: true });
