import { type DeviceApi, disturb, HANG, RESET, response } from './answer.js';
import type { MeterFault } from './faults.js';
import type { MeterReading } from './meter.js';
import type { World } from './world.js';

export interface PoweroptiOptions {
  readonly world: World;
  /** Time of the device in whole ms since 1970. */
  readonly now: () => number;
  /** Key that the header X-API-KEY must carry; the literal `null` is possible too. */
  readonly apiKey: string;
  readonly faults: Set<MeterFault>;
  readonly slowMs: number;
}

/** Label of the sample in the vendor's description: a device id of twelve characters. */
export const DEFAULT_API_KEY = '1097bd725557';
const BOOT_MS = 10_000;
const HOUR_S = 3600;

/** The headers of section 9 of the vendor's description. */
function headers(nowMs: number): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-cache, no-store, must-revalidate',
    Pragma: 'no-cache',
    Expires: '0',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET',
    'Access-Control-Allow-Headers': 'Content-Type, X-API-KEY',
    Date: new Date(nowMs).toUTCString(),
    Connection: 'keep-alive',
  };
}

function body(reading: MeterReading, registers: readonly string[], faults: ReadonlySet<MeterFault>): string {
  const gone = faults.has('missing_keys') ? ['1.7.0', '2.8.0'] : [];
  const values = Object.entries(reading.values)
    .filter(([obis]) => registers.includes(obis) && !gone.includes(obis))
    .map(([obis, value]) => ({ obis, value }));
  const timestamp = reading.timestampS + (faults.has('future_timestamp') ? HOUR_S : 0);
  if (faults.has('wrong_types')) {
    const texts = values.map(({ obis, value }) => ({ obis, value: `${value} ?` }));
    return JSON.stringify({ timestamp: 'just now', values: texts });
  }
  if (!faults.has('unknown_keys')) return JSON.stringify({ timestamp, values });
  const more = [
    { obis: '2.8.1', value: reading.values['2.8.0'] },
    { obis: '16.7.0', value: reading.values['1.7.0'] },
  ];
  return JSON.stringify({ timestamp, values: [...values, ...more], quality: 'good' });
}

/** The local interface of a poweropti (the vendor's description, sections 3 to 11). */
export function createPoweroptiApi({ world, now, apiKey, faults, slowMs }: PoweroptiOptions): DeviceApi {
  let backAtMs = Number.NEGATIVE_INFINITY;
  let frozen: MeterReading | undefined;

  return (request) => {
    const nowMs = now();
    world.advanceTo(nowMs);
    if (faults.delete('reboot')) backAtMs = nowMs + BOOT_MS;
    if (nowMs < backAtMs || faults.has('reset')) return RESET;
    if (faults.has('hang')) return HANG;
    const common = headers(nowMs);
    if (request.method !== 'GET' || request.path !== '/value') return response(404, common, '');
    if (request.header('x-api-key') !== apiKey) return response(401, common, '');
    frozen = faults.has('frozen_timestamp') ? (frozen ?? world.meter.reading) : undefined;
    const json = body(frozen ?? world.meter.reading, world.meter.options.registers, faults);
    return disturb(response(200, common, json), faults, slowMs);
  };
}
