import * as z from 'zod';
import { powerOf } from '../setup/power-of.js';
import type { DeviceTest, Setup } from '../setup/setup.js';
import type { SetupState } from '../setup/setup-state.js';

/** What the routes of the setup answer: nothing here holds a secret. */

export const setupAnswer = z
  .object({
    run: z.int().meta({ description: 'Another number: the program has begun anew.' }),
    demo: z.boolean().meta({ description: 'Whether the house is simulated, for want of a configuration.' }),
    problem: z
      .string()
      .nullable()
      .meta({ description: 'Why the configuration that was written last is not used.' }),
    file: z.object({ name: z.string(), exists: z.boolean(), writable: z.boolean() }),
    meters: z.array(z.object({ id: z.string(), host: z.string(), has_key: z.boolean() })),
    chargers: z.array(
      z.object({ id: z.string(), host: z.string().nullable(), cloud_serial: z.string().nullable() }),
    ),
    broker: z.object({
      kind: z.enum(['embedded', 'external']),
      embedded: z.object({ host: z.string(), port: z.int(), users: z.array(z.string()) }),
      external: z
        .object({ url: z.string(), username: z.string().nullable(), has_password: z.boolean() })
        .nullable(),
    }),
    homeassistant: z.object({ enabled: z.boolean(), discovery_prefix: z.string() }),
  })
  .meta({ id: 'Setup', description: 'The configuration as the file and the environment give it now.' });

export const deviceTestAnswer = z
  .object({
    ok: z.boolean(),
    code: z.string().nullable().meta({ description: 'Of docs/errors.md.' }),
    device: z
      .object({
        model: z.string(),
        name: z.string().nullable(),
        serial_number: z.string().nullable(),
        firmware: z.string().nullable(),
        power_w: z.number().nullable().meta({ description: 'Now; of a meter import positive.' }),
        keys: z.int().meta({ description: 'How many values it sent.' }),
      })
      .nullable(),
    findings: z.array(z.object({ kind: z.enum(['ok', 'note', 'problem']), text: z.string() })),
    took_ms: z.int(),
  })
  .meta({ id: 'DeviceTest', description: 'As `wattbridge check` sees a device.' });

export function shownSetup({ run, file, ...setup }: Setup) {
  const { meters, chargers, broker, homeassistant } = setup.state();
  const { embedded, external } = broker;
  return {
    run: run.count,
    demo: run.isDemo,
    problem: run.problem ?? null,
    file: { name: file.name, exists: file.exists, writable: file.isWritable },
    meters: meters.map(({ id, host, hasKey }) => ({ id, host, has_key: hasKey })),
    chargers: chargers.map(({ id, host = null, cloudSerial = null }) => {
      return { id, host, cloud_serial: cloudSerial };
    }),
    broker: {
      kind: broker.kind,
      embedded: { ...embedded, users: [...embedded.users] },
      external: external === undefined ? null : shownExternal(external),
    },
    homeassistant: { enabled: homeassistant.enabled, discovery_prefix: homeassistant.discoveryPrefix },
  };
}

function shownExternal({ url, username, hasPassword }: NonNullable<SetupState['broker']['external']>) {
  return { url, username: username ?? null, has_password: hasPassword };
}

export function shownTest({ device, reading, error, findings, tookMs }: DeviceTest) {
  const { model, name = null, serialNumber = null, softwareVersion = null } = device.identity;
  return {
    ok: reading !== undefined,
    code: error?.code ?? null,
    device:
      reading === undefined
        ? null
        : {
            model,
            name,
            serial_number: serialNumber,
            firmware: softwareVersion,
            power_w: powerOf(device.kind, reading.values) ?? null,
            keys: reading.values.size,
          },
    findings: findings.map(({ kind, text }) => ({ kind, text })),
    took_ms: Math.round(tookMs),
  };
}
