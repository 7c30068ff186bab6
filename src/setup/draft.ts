import * as z from 'zod';

/** A short text of one line. */
const line = z.string().min(1).max(256);

/** As in the answer that shows the present configuration. Without it: a device that is new. */
const id = line
  .optional()
  .meta({ description: 'Id of a device of the present configuration; omit for a new one.' });

const address = line.optional().meta({
  description: 'IP address or host name, with `:port` if it is not 80. Omit to leave it as it is.',
  examples: ['192.168.1.50'],
});

export const draftMeterSchema = z.strictObject({
  id,
  host: address,
  api_key: z.string().max(64).nullable().optional().meta({
    description:
      'Key of the poweropti: device id, 20 characters, or null for a device without. Omit to leave it as it is; with another address, it must be told again.',
  }),
});

export const draftChargerSchema = z.strictObject({ id, host: address });

const draftUserSchema = z.strictObject({
  name: line.meta({ description: 'Name with which Home Assistant logs in.', examples: ['homeassistant'] }),
  password: z.string().min(8).max(256).meta({ description: 'Its password; only a hash of it is written.' }),
});

export const draftExternalSchema = z.strictObject({
  kind: z.literal('external'),
  url: line.meta({ description: 'Where the broker is.', examples: ['mqtt://192.168.1.10:1883'] }),
  username: line.nullable().optional().meta({ description: 'null: none. Omit to leave it as it is.' }),
  password: line.nullable().optional().meta({
    description: 'null: none. Omit to leave it as it is; with another url, it must be told again.',
  }),
});

const draftBrokerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('embedded'),
    port: z
      .number()
      .optional()
      .meta({
        description: 'TCP port for MQTT, 0 to 65535. Omit to leave it as it is.',
        examples: [1883],
      }),
    user: draftUserSchema.optional().meta({
      description: 'Opens the broker to the network, for clients that log in with this name.',
    }),
  }),
  draftExternalSchema,
]);

/**
 * What an owner wants the configuration to be, with the names of the file; what is left out stays as it is. Lists are
 * whole: a device of the present configuration that they do not name is removed.
 */
export const draftSchema = z.strictObject({
  meters: z.array(draftMeterSchema).max(16).optional(),
  chargers: z.array(draftChargerSchema).max(16).optional(),
  broker: draftBrokerSchema.optional(),
  homeassistant: z.strictObject({ enabled: z.boolean(), discovery_prefix: line }).optional(),
});

export type Draft = z.output<typeof draftSchema>;
export type DraftMeter = z.output<typeof draftMeterSchema>;
export type DraftCharger = z.output<typeof draftChargerSchema>;
export type DraftBroker = z.output<typeof draftBrokerSchema>;
