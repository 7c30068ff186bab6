import * as z from 'zod';
import type { Datapoint } from '../../devices/datapoint.js';
import { isoTime } from '../../iso-time.js';
import type { JsonValue } from '../../json.js';
import type { Api, ApiDevice, ApiPorts, CommandOutcome, Routes } from '../api.js';
import { found } from '../wire.js';

const PATH = '/api/v1/devices';
const WRITE_TIMEOUT_MS = 15_000;
const tags = ['devices'];
const read = { access: ['read:charge_points'] as const };
const write = { access: ['write:charge_points'] as const };

const deviceAnswer = z
  .object({
    device_id: z.string(),
    kind: z.string(),
    online: z.boolean(),
    received_at: z.string().nullable(),
  })
  .meta({ id: 'Device' });

const keyAnswer = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string(),
    access: z.enum(['R', 'W', 'R/W']),
    category: z.enum(['Constant', 'Config', 'Status', 'Unknown']),
    poll: z.enum(['live', 'status', 'settings', 'rare', 'never']).meta({
      description:
        'How often the device is asked for it: with every reading, every few seconds, every minute, every ten minutes; `never`: it comes when the device sends it.',
    }),
    type: z.string(),
    nullable: z.boolean().meta({ description: 'Whether null is a regular value.' }),
    unit: z.string().nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    options: z
      .record(z.string(), z.string())
      .nullable()
      .meta({ description: 'JSON text of a value → words.' }),
    guarded: z.boolean().meta({ description: 'Refused unless the configuration lists it.' }),
    secret: z.boolean().meta({ description: 'Published masked.' }),
    value: z.unknown().optional().meta({ description: 'Absent: the device does not send it.' }),
  })
  .meta({ id: 'DeviceKey' });

const writeAnswer = z
  .object({
    ok: z.boolean(),
    code: z.string().nullable(),
    message: z.string().nullable(),
    took_ms: z.number(),
  })
  .meta({ id: 'WriteResult', description: 'What the bridge answered; codes are those of docs/errors.md.' });

const deviceParams = z.object({ device_id: z.string() });

/** Every key of every device: its meaning, its value, and writing it. */
export const deviceRoutes: Routes = (api, ports) => {
  readRoutes(api, ports);
  writeRoute(api, ports);
};

function readRoutes(api: Api, ports: ApiPorts): void {
  api.get(
    PATH,
    {
      config: read,
      schema: {
        tags,
        summary: 'Meters, chargers and their controllers',
        response: { 200: z.object({ devices: z.array(deviceAnswer), total: z.int() }) },
      },
    },
    async () => {
      const { devices } = ports.settings;
      return { devices: devices.map((device) => shownDevice(device, ports)), total: devices.length };
    },
  );

  api.get(
    `${PATH}/:device_id/keys`,
    {
      config: read,
      schema: {
        tags,
        summary: 'Every key of a device with its meaning and its present value',
        description: 'The `/` in the id of a controller (`surplus/charger`) is written `%2F`.',
        params: deviceParams,
        response: { 200: deviceAnswer.extend({ keys: z.array(keyAnswer) }) },
      },
    },
    async ({ params }) => {
      const device = deviceOf(params.device_id, ports);
      const values = ports.devices.get(device.id)?.values ?? {};
      const keys = device.rows.map((row) => shownKey(row, values[row.key]));
      return { ...shownDevice(device, ports), keys };
    },
  );
}

function writeRoute(api: Api, ports: ApiPorts): void {
  api.put(
    `${PATH}/:device_id/keys/:key`,
    {
      config: write,
      schema: {
        tags,
        summary: 'Write a key',
        description: 'The same as a message on its set-topic: checked, written, and read back.',
        params: deviceParams.extend({ key: z.string() }),
        body: z.strictObject({ value: z.unknown() }),
        response: { 200: writeAnswer },
      },
    },
    async ({ params, body }) => {
      const { id } = deviceOf(params.device_id, ports);
      const values = { [params.key]: body.value as JsonValue };
      return shownOutcome(await ports.devices.command(id, values, WRITE_TIMEOUT_MS));
    },
  );
}

function deviceOf(id: string, { settings }: ApiPorts): ApiDevice {
  return found(
    settings.devices.find((device) => device.id === id),
    'device',
    id,
  );
}

function shownDevice({ id, kind }: ApiDevice, { devices }: ApiPorts) {
  const live = devices.get(id);
  return {
    device_id: id,
    kind,
    online: live?.online ?? false,
    received_at: live === undefined ? null : isoTime(live.receivedAtMs),
  };
}

function shownKey(row: Datapoint, value: JsonValue | undefined) {
  return {
    key: row.key,
    name: row.name,
    description: row.description,
    access: row.access,
    category: row.category,
    poll: row.poll,
    type: row.type,
    nullable: row.nullable ?? false,
    unit: row.unit ?? null,
    min: row.range?.min ?? null,
    max: row.range?.max ?? null,
    options: row.options ?? null,
    guarded: row.guarded ?? false,
    secret: row.secret ?? false,
    ...(value !== undefined && { value }),
  };
}

function shownOutcome(outcome: CommandOutcome) {
  const took = { took_ms: Math.round(outcome.tookMs) };
  switch (outcome.status) {
    case 'Accepted':
      return { ok: true, code: null, message: null, ...took };
    case 'Rejected':
      return { ok: false, code: outcome.code, message: outcome.message, ...took };
    case 'Timeout':
      return { ok: false, code: 'timeout', message: 'The bridge did not answer.', ...took };
    case 'Error':
      return { ok: false, code: 'unreachable', message: outcome.message, ...took };
  }
}
