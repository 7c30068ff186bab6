import { goeCatalogue } from '../../devices/goe/catalogue.js';
import type { JsonObject, JsonValue } from '../../json.js';
import { offeredPhases } from '../../surplus/limits.js';
import { readCharger } from '../../surplus/readings.js';
import type { ConnectorStatus } from '../session.js';
import { readTracked } from '../tracking/charger-reading.js';
import { connectorStatusOf } from '../tracking/connector-status.js';
import { type ConnectorFault, faultOf } from './error-code.js';

/** What a charger shows now; null for what it does not send. */
export interface LiveValues {
  readonly connector: ConnectorStatus;
  readonly fault: ConnectorFault;
  /** `car` and `modelStatus` in words. */
  readonly carState: string | null;
  readonly reason: string | null;
  readonly powerW: number | null;
  /** By phase, L1 to L3. */
  readonly currentsA: readonly number[] | null;
  readonly voltagesV: readonly number[] | null;
  /** Offered, by phase, and on how many phases. */
  readonly offeredA: number | null;
  readonly phases: 1 | 3 | null;
  /** Counters of all energy and of this car. */
  readonly counterWh: number | null;
  readonly carWh: number | null;
}

/** Below, a car has taken nothing that would count. */
const TAKEN_WH = 1;

/** @returns undefined for a snapshot that does not come from a charger */
export function readLive(snapshot: JsonObject, receivedAtMs: number): LiveValues | undefined {
  const tracked = readTracked(snapshot, receivedAtMs);
  if (tracked === undefined) return undefined;
  const reading = readCharger(snapshot, receivedAtMs);
  const { car, carWh = null, counterWh = null } = tracked;
  const firmware = textOf(snapshot['fwv']) ?? undefined;
  const hasCharged = carWh !== null && carWh >= TAKEN_WH;
  return {
    connector: connectorStatusOf(tracked, hasCharged),
    fault: faultOf(snapshot['err'] === null ? null : (tracked.err ?? 0), firmware),
    carState: wordsOf('car', car),
    reason: wordsOf('modelStatus', tracked.modelStatus),
    powerW: tracked.powerW ?? null,
    currentsA: reading?.currentsA ?? null,
    voltagesV: reading?.voltagesV ?? null,
    offeredA: reading?.amp ?? null,
    phases: reading === undefined ? null : offeredPhases(reading),
    counterWh,
    carWh,
  };
}

/** What a charger says of itself; null for what it does not send. */
export function readIdentity(snapshot: JsonObject) {
  return {
    name: textOf(snapshot['fna']),
    model: textOf(snapshot['typ']),
    vendor: textOf(snapshot['oem']),
    serialNumber: textOf(snapshot['sse']),
    firmware: textOf(snapshot['fwv']),
  };
}

const textOf = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

const NEWEST = goeCatalogue();

function wordsOf(key: string, code: number | null | undefined): string | null {
  return code === undefined ? null : (NEWEST.get(key)?.options?.[String(code)] ?? String(code));
}
