import * as z from 'zod';
import { ROLES } from '../mqtt/topics.js';
import type { DeepReadonly } from './deep-freeze.js';
import { memberOf } from './plain.js';
import { apiSchema } from './schema/api.js';
import { chargersSchema } from './schema/charger.js';
import { commandsSchema } from './schema/commands.js';
import { EVEN_WITH_OTHER_PROBLEMS, filePath, topic } from './schema/fields.js';
import { homeassistantSchema } from './schema/homeassistant.js';
import { ledgerSchema } from './schema/ledger.js';
import { logSchema } from './schema/log.js';
import { metersSchema } from './schema/meter.js';
import { mqttSchema } from './schema/mqtt.js';
import { surplusSchema } from './schema/surplus.js';

/**
 * The configuration: types, defaults and descriptions stand here and nowhere else. Reading, overrides, error messages,
 * docs/configuration.md and wattbridge.example.yaml follow from it.
 */
export const configSchema = z
  .strictObject({
    topic_base: topic().default('wattbridge').meta({
      description: 'All topics of this installation begin with this.',
    }),
    meters: metersSchema,
    chargers: chargersSchema,
    surplus: surplusSchema.prefault({}),
    ledger: ledgerSchema.prefault({}),
    api: apiSchema.prefault({}),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .default([...ROLES])
      .meta({
        description:
          'Parts that run in this process: `bridge` (devices on MQTT), `surplus` (the controller) and `ledger` (sessions, costs, REST API). Several processes can share an external broker.',
      }),
    data_dir: filePath().nullable().default('data').meta({
      description:
        'Folder for what must survive a restart: the ledger, and with the embedded broker the settings that were changed by topic and the counters of the day. `null`: nothing is kept.',
    }),
    mqtt: mqttSchema.prefault({}),
    homeassistant: homeassistantSchema.prefault({}),
    commands: commandsSchema.prefault({}),
    publish_secrets: z.boolean().default(false).meta({
      description:
        'Publish Wi-Fi keys, card ids, tokens and certificates of devices as they are instead of masked.',
    }),
    log: logSchema.prefault({}),
  })
  .superRefine((config, context) => {
    const holders = new Map<unknown, string>();
    for (const list of ['meters', 'chargers'] as const) {
      for (const [index, id] of idsOf(config[list])) {
        const holder = holders.get(id);
        holders.set(id, holder ?? `${list}[${index}]`);
        if (holder === undefined) continue;
        const message = `is the id of ${holder} too`;
        context.addIssue({ code: 'custom', path: [list, index, 'id'], message });
      }
    }
  }, EVEN_WITH_OTHER_PROBLEMS)
  .superRefine(({ chargers, surplus }, context) => {
    const controlled = surplus.chargers ?? chargers.map(({ id }) => id);
    for (const [index, schedule] of surplus.schedules.entries()) {
      for (const [place, id] of (schedule.chargers ?? []).entries()) {
        if (controlled.includes(id)) continue;
        const message = 'is not the id of a charger that is controlled';
        const path = ['surplus', 'schedules', index, 'chargers', place];
        context.addIssue({ code: 'custom', path, message });
      }
    }
  });

/** Complete, checked and frozen. Names are those of the file, so that each can be found in both. */
export type Config = DeepReadonly<z.output<typeof configSchema>>;
export type MeterConfig = Config['meters'][number];
export type ChargerConfig = Config['chargers'][number];

function idsOf(devices: unknown): readonly (readonly [number, unknown])[] {
  const ids = Array.isArray(devices) ? devices.map((device) => memberOf(device, 'id')) : [];
  return [...ids.entries()].filter(([, id]) => id !== undefined);
}
