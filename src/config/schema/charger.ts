import * as z from 'zod';
import { deviceId, deviceName, staleAfterSeconds, timeoutSeconds, withIds } from './device.js';
import { address, EVEN_WITH_OTHER_PROBLEMS, seconds, secretFile, text, url } from './fields.js';

const cloudSchema = z
  .strictObject({
    serial: z
      .string()
      .regex(/^[0-9A-Za-z-]{4,32}$/)
      .meta({
        description: 'Serial number of the charger.',
        expects: 'the serial number on the label',
        example: '123456',
      }),
    token: text().meta({
      description: 'Token of the cloud API, from the go-e app.',
      example: secretFile('go-e'),
      secret: true,
    }),
    url: url(['http', 'https']).exactOptional().meta({
      description: 'Another address of the cloud API.',
      defaultText: '`https://<serial>.api.v3.go-e.io`',
      example: 'https://123456.api.v3.go-e.io',
    }),
  })
  .meta({ description: 'Instead of `host`: the charger through the cloud of go-e.' });

const chargerSchema = z
  .strictObject({
    host: address().exactOptional().meta({
      description: 'Address of the charger in your network. Either this or `cloud`.',
      example: '192.168.1.60',
      minimal: true,
    }),
    cloud: cloudSchema.exactOptional(),
    type: z.literal('goe').default('goe').meta({ description: 'Kind of charger: a go-e with API v2.' }),
    id: deviceId('charger'),
    name: deviceName('Wallbox'),
    interval_s: seconds(1, 60)
      .default(1)
      .meta({ description: 'Time between two readings while a car charges.' }),
    idle_interval_s: seconds(1, 60).default(5).meta({ description: 'Time between two readings otherwise.' }),
    timeout_s: timeoutSeconds,
    stale_after_s: staleAfterSeconds,
  })
  .superRefine((charger, context) => {
    if ((charger.host === undefined) === (charger.cloud === undefined)) {
      const message = 'or `cloud` is needed, but not both';
      context.addIssue({ code: 'custom', path: ['host'], message });
    }
    if (charger.stale_after_s <= Math.max(charger.interval_s, charger.idle_interval_s)) {
      const message = 'must be longer than `interval_s` and `idle_interval_s`';
      context.addIssue({ code: 'custom', path: ['stale_after_s'], message });
    }
  }, EVEN_WITH_OTHER_PROBLEMS);

export const chargersSchema = z
  .array(chargerSchema)
  .transform((chargers) => withIds(chargers, 'charger'))
  .default([])
  .meta({ description: 'Chargers for cars.', minimal: true });
