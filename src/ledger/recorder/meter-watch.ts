import type { JsonObject } from '../../json.js';
import { readMeter } from '../../surplus/readings.js';
import { memoryOf } from '../tracking/charger-memory.js';
import {
  followMeter,
  type GridLook,
  gridLook,
  METER_MEMORY_VERSION,
  type MeterMemory,
} from '../tracking/meter-tracker.js';
import type { Pending } from './pending.js';

/** The memory of the meter, stored under its name. */
interface MeterCheckpoint extends MeterMemory {
  readonly isSilent: boolean;
}

/** Follows the meter at the grid connection. */
export interface MeterWatch {
  /** W, import positive; undefined while the meter is silent, frozen or away. */
  gridPowerW(nowMs: number): number | undefined;
  /** @param productionW what the roof makes, W, where that is known */
  take(snapshot: JsonObject, productionW: number | undefined, nowMs: number): void;
  setOnline(online: boolean): void;
  tick(nowMs: number): void;
  checkpoint(): MeterCheckpoint;
}

export interface MeterWatchOptions {
  readonly meterId: string;
  readonly dayOf: (ms: number) => string;
}

const FRESH_MS = 60_000;
const SILENT_MS = 600_000;

/** @param stored what was stored of an earlier run */
export function createMeterWatch(
  { meterId, dayOf }: MeterWatchOptions,
  pending: Pending,
  stored: unknown,
): MeterWatch {
  const known = memoryOf<MeterCheckpoint>(stored, METER_MEMORY_VERSION);
  let last: GridLook | null = known?.last ?? null;
  let isSilent = known?.isSilent ?? false;
  let online = true;
  let powerW: number | undefined;
  let measuredAtMs: number | undefined;
  /** When the meter's own time moved on last, or since when somebody waits for that. */
  let freshAtMs: number | undefined;

  function setSilent(silent: boolean, atMs: number): void {
    if (silent === isSilent) return;
    isSilent = silent;
    const alert = { name: 'meter_silent', meterId } as const;
    pending.add({ news: [{ type: silent ? 'alert.triggered' : 'alert.resolved', atMs, alert }] });
  }

  return {
    gridPowerW(nowMs) {
      const isFresh = freshAtMs !== undefined && nowMs - freshAtMs <= FRESH_MS;
      return online && isFresh ? powerW : undefined;
    },
    take(snapshot, productionW, nowMs) {
      const reading = readMeter(snapshot, nowMs);
      const receivedAtMs = reading?.receivedAtMs ?? nowMs;
      const look = gridLook(snapshot, reading, receivedAtMs, productionW);
      pending.add({ grid: followMeter(last, look, meterId, dayOf) });
      last = look;
      if (reading === undefined || reading.measuredAtMs === measuredAtMs) return;
      ({ gridPowerW: powerW, measuredAtMs } = reading);
      freshAtMs = receivedAtMs;
    },
    setOnline(next) {
      online = next;
    },
    tick(nowMs) {
      freshAtMs ??= nowMs;
      setSilent(nowMs - freshAtMs > SILENT_MS, nowMs);
    },
    checkpoint: () => ({ version: METER_MEMORY_VERSION, last, isSilent }),
  };
}
