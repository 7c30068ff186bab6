import * as z from 'zod';
import { isoTime } from '../iso-time.js';
import type { Zone } from '../ledger/costs/zone.js';
import { kwh } from '../ledger/kwh.js';
import type { EnergyMix, Session } from '../ledger/session.js';
import type { SessionFilter, SessionWithCost } from '../ledger/store/port.js';
import { MINUTE_MS } from '../time-spans.js';
import { periodQuery, readPeriod } from './period.js';
import { pageQuery } from './wire.js';

/** Sessions on the wire, for the lists of sessions and of billing. */

/** The one site that a house is. */
export const SITE_ID = 'site_home' as const;
/** Chargers of a house have one cable each. */
export const CONNECTOR_ID = 1 as const;

export const sessionQuery = z.strictObject({
  ...periodQuery,
  charge_point_id: z.string().optional(),
  user_id: z.string().optional().meta({ description: 'Name or number of the card.' }),
  status: z.enum(['completed', 'active', 'stopped']).optional(),
  ...pageQuery,
});

/** `from` and `to` are about the time of start, in local days. */
export function sessionFilterOf(query: z.output<typeof sessionQuery>, zone: Zone): SessionFilter {
  const { charge_point_id: chargePointId, user_id: userId, status } = query;
  return {
    ...readPeriod(query, zone),
    ...(chargePointId !== undefined && { chargePointId }),
    ...(userId !== undefined && { userId }),
    ...(status !== undefined && { status }),
  };
}

/** Energy and where it came from, kWh; the parts add up to the whole. */
export const energyMembers = {
  energy_kwh: z.number(),
  solar_kwh: z.number().meta({ description: 'From the roof.' }),
  grid_kwh: z.number().meta({ description: 'Bought.' }),
  battery_kwh: z.number().meta({ description: "Out of the house's battery." }),
};

export const sessionMembers = {
  session_id: z.string().meta({ examples: ['sess_01hzm0yjp0w9n1k6m3x8r5q2v7'] }),
  transaction_id: z.string().meta({ examples: ['txn_01hzm0yjp0w9n1k6m3x8r5q2v8'] }),
  charge_point_id: z.string().meta({ examples: ['charger'] }),
  connector_id: z.literal(CONNECTOR_ID),
  user_id: z
    .string()
    .nullable()
    .meta({ description: 'Name or number of the card; null: nobody identified.' }),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable().meta({ description: 'null while the car is plugged in.' }),
  duration_minutes: z.int().meta({ description: 'From plug-in to unplug, or until now.' }),
  charging_minutes: z.int().meta({ description: 'Time in which current flowed.' }),
  ...energyMembers,
  max_power_kw: z.number(),
  status: z.enum(['completed', 'active', 'stopped']),
};

/** Of those who may read bills. */
export const costMembers = {
  total_cost: z.number().nullable().meta({ description: 'null: no bill was written (yet).' }),
  currency: z.string().nullable().meta({ description: 'ISO 4217.' }),
};

export function shownEnergy({ energyWh, solarWh, gridWh, batteryWh }: EnergyMix) {
  return {
    energy_kwh: kwh(energyWh),
    solar_kwh: kwh(solarWh),
    grid_kwh: kwh(gridWh),
    battery_kwh: kwh(batteryWh),
  };
}

/** @param nowMs until when the duration of an open session counts */
export function shownSession(session: Session, nowMs: number) {
  const { id, transactionId, chargePointId, userId, startedAtMs, endedAtMs, status } = session;
  return {
    session_id: id,
    transaction_id: transactionId,
    charge_point_id: chargePointId,
    connector_id: CONNECTOR_ID,
    user_id: userId,
    started_at: isoTime(startedAtMs),
    ended_at: isoTime(endedAtMs),
    duration_minutes: minutes((endedAtMs ?? nowMs) - startedAtMs),
    charging_minutes: minutes(session.chargingMs),
    ...shownEnergy(session),
    max_power_kw: kwh(session.maxPowerW),
    status,
  } as const;
}

export function shownCost({ totalCost, currency }: SessionWithCost) {
  return { total_cost: totalCost, currency };
}

const minutes = (ms: number): number => Math.max(0, Math.round(ms / MINUTE_MS));
