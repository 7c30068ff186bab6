import * as z from 'zod';
import { isoTime } from '../iso-time.js';
import { CONNECTOR_ERRORS } from '../ledger/charge-point/error-code.js';
import { type LiveValues, readIdentity, readLive } from '../ledger/charge-point/live-values.js';
import { kwh } from '../ledger/kwh.js';
import { CONNECTOR_STATUSES } from '../ledger/session.js';
import type { ChargePointNotes } from '../ledger/store/port.js';
import type { LiveDevice } from './api.js';
import { CONNECTOR_ID, SITE_ID } from './session-schema.js';

/** Charge points on the wire. */

const words = z.string().trim().min(1).max(128);

export const locationSchema = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  address: z.string().max(500),
});

/** What the owner may write about a charge point; null: as the charger itself says. */
export const notesMembers = {
  name: words.nullable().optional(),
  model: words.nullable().optional(),
  vendor: words.nullable().optional(),
  serial_number: words.nullable().optional(),
  location: locationSchema.nullable().optional(),
  tariff_id: z
    .string()
    .nullable()
    .optional()
    .meta({ description: 'null: the default tariff, which is the oldest one.' }),
};

export const chargePointMembers = {
  charge_point_id: z
    .string()
    .meta({ description: 'Id of the charger in the configuration.', examples: ['charger'] }),
  name: z.string(),
  site_id: z.literal(SITE_ID),
  model: z.string().nullable(),
  vendor: z.string().nullable(),
  serial_number: z.string().nullable(),
  firmware_version: z.string().nullable(),
  status: z
    .enum(['registered', 'online', 'offline'])
    .meta({ description: '`registered`: configured, but not heard of yet.' }),
  connectors: z.array(
    z.object({
      connector_id: z.literal(CONNECTOR_ID),
      status: z
        .enum(CONNECTOR_STATUSES)
        .nullable()
        .meta({ description: 'In the words of OCPP 1.6; null while the charge point is offline.' }),
    }),
  ),
  location: locationSchema.nullable(),
  tariff_id: z.string().nullable(),
  registered_at: z.iso.datetime().nullable(),
  last_seen: z.iso.datetime().nullable(),
};

export const liveMembers = {
  power_kw: z.number().nullable(),
  energy_total_kwh: z.number().nullable().meta({ description: "The charger's counter of all energy." }),
  energy_car_kwh: z.number().nullable().meta({ description: 'Since the car was plugged in.' }),
  currents_a: z.array(z.number()).nullable().meta({ description: 'L1, L2, L3.' }),
  voltages_v: z.array(z.number()).nullable().meta({ description: 'L1, L2, L3.' }),
  offered_current_a: z.number().nullable().meta({ description: 'What the car may draw on each phase.' }),
  phases: z
    .union([z.literal(1), z.literal(3)])
    .nullable()
    .meta({ description: 'Phases offered.' }),
  car_state: z.string().nullable(),
  error: z.string().nullable().meta({ description: 'null: none.' }),
  reason: z.string().nullable().meta({ description: 'Why the charger lets the car charge, or not.' }),
};

export const controllerSchema = z
  .object({
    mode: z.string().meta({ examples: ['pv'] }),
    reason: z.string().meta({ examples: ['following_surplus'] }),
    reason_text: z.string(),
    target_current_a: z.number().nullable(),
    surplus_kw: z.number().nullable(),
  })
  .meta({
    id: 'SurplusController',
    description: 'What the surplus controller of this charger does, and why.',
  });

export const connectorMembers = {
  connector_id: z.literal(CONNECTOR_ID),
  status: z.enum(CONNECTOR_STATUSES).nullable(),
  error_code: z
    .enum(CONNECTOR_ERRORS)
    .nullable()
    .meta({ description: 'In the words of OCPP 1.6; null while the charge point is offline.' }),
  info: z.string().nullable().meta({ description: "The error in the charger's own words." }),
};

/** Of a device that is online; what an offline one last said is no longer true. */
export function liveOf(device: LiveDevice | undefined): LiveValues | undefined {
  return device?.online ? readLive(device.values, device.receivedAtMs) : undefined;
}

export function shownChargePoint(
  id: string,
  notes: ChargePointNotes | undefined,
  device: LiveDevice | undefined,
) {
  const own = readIdentity(device?.values ?? {});
  return {
    charge_point_id: id,
    name: notes?.name ?? own.name ?? id,
    site_id: SITE_ID,
    model: notes?.model ?? own.model,
    vendor: notes?.vendor ?? own.vendor,
    serial_number: notes?.serialNumber ?? own.serialNumber,
    firmware_version: own.firmware,
    status: statusOf(device),
    connectors: [{ connector_id: CONNECTOR_ID, status: liveOf(device)?.connector ?? null }],
    location: notes?.location ?? null,
    tariff_id: notes?.tariffId ?? null,
    registered_at: isoTime(notes?.registeredAtMs ?? null),
    last_seen: isoTime(device?.receivedAtMs ?? null),
  };
}

export function statusOf(device: LiveDevice | undefined): 'registered' | 'online' | 'offline' {
  if (device === undefined) return 'registered';
  return device.online ? 'online' : 'offline';
}

export function shownLive(live: LiveValues) {
  return {
    power_kw: kwhOrNull(live.powerW),
    energy_total_kwh: kwhOrNull(live.counterWh),
    energy_car_kwh: kwhOrNull(live.carWh),
    currents_a: live.currentsA === null ? null : [...live.currentsA],
    voltages_v: live.voltagesV === null ? null : [...live.voltagesV],
    offered_current_a: live.offeredA,
    phases: live.phases,
    car_state: live.carState,
    error: live.fault.info,
    reason: live.reason,
  };
}

export function shownConnector(live: LiveValues | undefined) {
  return {
    connector_id: CONNECTOR_ID,
    status: live?.connector ?? null,
    error_code: live?.fault.code ?? null,
    info: live?.fault.info ?? null,
  };
}

/** @param device the controller, `surplus/<charger>` */
export function shownController(device: LiveDevice | undefined): z.output<typeof controllerSchema> | null {
  if (!device?.online) return null;
  const { mode, reason, reason_text, target_current, surplus } = device.values;
  return {
    mode: String(mode),
    reason: String(reason),
    reason_text: String(reason_text),
    target_current_a: typeof target_current === 'number' ? target_current : null,
    surplus_kw: kwhOrNull(typeof surplus === 'number' ? surplus : null),
  };
}

/** W as kW, too. */
const kwhOrNull = (value: number | null): number | null => (value === null ? null : kwh(value));
