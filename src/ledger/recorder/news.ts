import { isoTime } from '../../iso-time.js';
import { kwh } from '../kwh.js';
import type { ConnectorStatus, Session } from '../session.js';

/** Something that happened and that webhooks are told of, before it is known what it costs. */
export type News =
  | {
      readonly type: 'session.started' | 'session.ended' | 'session.cost_updated';
      readonly atMs: number;
      readonly session: Session;
    }
  | {
      readonly type: 'charge_point.connected' | 'charge_point.disconnected';
      readonly atMs: number;
      readonly chargePointId: string;
    }
  | {
      readonly type: 'charge_point.status_changed';
      readonly atMs: number;
      readonly chargePointId: string;
      readonly from: ConnectorStatus | null;
      readonly to: ConnectorStatus;
    }
  | {
      readonly type: 'alert.triggered' | 'alert.resolved';
      readonly atMs: number;
      readonly alert: Alert;
    };

/** `charger_fault`: the charger reports an error. `meter_silent`: no new reading for ten minutes. */
export type Alert =
  | { readonly name: 'charger_fault'; readonly chargePointId: string; readonly code: number }
  | { readonly name: 'meter_silent'; readonly meterId: string };

/** What a session costs so far. */
export interface Cost {
  readonly amount: number;
  readonly currency: string;
}

/** One connector each. */
const CONNECTOR = 1;

/** @param cost undefined: there is no tariff, or it is too early */
export function eventDataOf(news: News, cost: Cost | undefined): Readonly<Record<string, unknown>> {
  switch (news.type) {
    case 'session.started':
    case 'session.ended':
    case 'session.cost_updated':
      return sessionData(news.session, cost);
    case 'charge_point.connected':
      return { charge_point_id: news.chargePointId, status: 'online' };
    case 'charge_point.disconnected':
      return { charge_point_id: news.chargePointId, status: 'offline' };
    case 'charge_point.status_changed':
      return {
        charge_point_id: news.chargePointId,
        connector_id: CONNECTOR,
        status: news.to,
        previous_status: news.from,
      };
    case 'alert.triggered':
    case 'alert.resolved':
      return alertData(news.alert);
  }
}

function alertData(alert: Alert): Readonly<Record<string, unknown>> {
  switch (alert.name) {
    case 'charger_fault':
      return { alert: alert.name, charge_point_id: alert.chargePointId, error_code: alert.code };
    case 'meter_silent':
      return { alert: alert.name, meter_id: alert.meterId };
  }
}

function sessionData(session: Session, cost: Cost | undefined): Readonly<Record<string, unknown>> {
  return {
    charge_point_id: session.chargePointId,
    connector_id: CONNECTOR,
    session_id: session.id,
    transaction_id: session.transactionId,
    user_id: session.userId,
    started_at: isoTime(session.startedAtMs),
    ended_at: session.endedAtMs === null ? null : isoTime(session.endedAtMs),
    energy_kwh: kwh(session.energyWh),
    solar_kwh: kwh(session.solarWh),
    grid_kwh: kwh(session.gridWh),
    battery_kwh: kwh(session.batteryWh),
    total_cost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
    status: session.status,
  };
}
