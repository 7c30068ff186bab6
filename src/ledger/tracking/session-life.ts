import { HOUR_MS } from '../../time-spans.js';
import type { Session } from '../session.js';
import type { TrackedReading } from './charger-reading.js';
import { NO_ENERGY } from './energy-shares.js';
import type { Interval } from './interval.js';
import { notBefore } from './wall-time.js';

export interface SessionNames {
  readonly chargePointId: string;
  readonly newId: (prefix: 'sess_' | 'txn_', nowMs: number) => string;
}

export interface SessionBegin {
  readonly atMs: number;
  /** The charger's counter of all energy, Wh; null where it sends none. */
  readonly counterWh: number | null;
  /** The session before, which the new one must not overlap. */
  readonly before: Session | null;
}

/** Counters with fractions are sums and differences of what was sent; no more digits than that. */
const rounded = (wh: number): number => Math.round(wh * 1000) / 1000;

export function beginSession({ atMs, counterWh, before }: SessionBegin, names: SessionNames): Session {
  const startedAtMs = notBefore(atMs, before?.endedAtMs ?? Number.NEGATIVE_INFINITY);
  const startCounterWh = counterWh === null ? null : rounded(counterWh);
  return {
    id: names.newId('sess_', startedAtMs),
    transactionId: names.newId('txn_', startedAtMs),
    chargePointId: names.chargePointId,
    startedAtMs,
    endedAtMs: null,
    status: 'active',
    userId: null,
    chargingMs: 0,
    lastEnergyAtMs: null,
    maxPowerW: 0,
    startCounterWh,
    counterWh: startCounterWh,
    ...NO_ENERGY,
  };
}

export function endSession(session: Session, atMs: number, status: 'completed' | 'stopped'): Session {
  return { ...session, status, endedAtMs: Math.max(atMs, session.startedAtMs) };
}

/** Less power than this is the car's standby. */
const FLOWING_W = 50;

/** What a stretch of time of a session showed besides its energy. */
export interface Progress {
  readonly reading: TrackedReading;
  readonly energyWh: number;
  /** Power at the last reading, W. */
  readonly powerBeforeW: number;
  /** The charger's counter of all energy at the end of it. */
  readonly counterWh: number | null;
  readonly interval: Pick<Interval, 'elapsedMs' | 'isGap'>;
}

/** What a car takes that nobody has seen charging. */
const USUAL_W = 11_000;

/** Time in which current flowed: the stretch itself, or in a gap as long as its energy takes at the highest power. */
function chargingMs({ maxPowerW }: Session, { energyWh, interval, powerBeforeW, reading }: Progress): number {
  const { elapsedMs, isGap } = interval;
  if (isGap) return Math.min(elapsedMs, (energyWh / (maxPowerW || USUAL_W)) * HOUR_MS);
  const flows = energyWh > 0 || Math.max(powerBeforeW, reading.powerW ?? 0) >= FLOWING_W;
  return flows ? elapsedMs : 0;
}

/** @param session with its energy already added */
export function progressed(session: Session, progress: Progress): Session {
  const { reading, energyWh, counterWh, interval } = progress;
  const { powerW = 0 } = reading;
  const maxPowerW = Math.max(session.maxPowerW, powerW);
  const charged = Math.round(chargingMs({ ...session, maxPowerW }, progress));
  const flows = energyWh > 0 || (!interval.isGap && powerW >= FLOWING_W);
  return {
    ...session,
    userId: reading.userId ?? session.userId,
    chargingMs: session.chargingMs + charged,
    lastEnergyAtMs: flows ? Math.max(reading.atMs, session.startedAtMs) : session.lastEnergyAtMs,
    maxPowerW,
    counterWh: counterWh === null ? session.counterWh : rounded(counterWh),
  };
}
