import type { ConnectorStatus, StatusStretch } from '../session.js';
import { type ChargerMemory, MEMORY_VERSION, memoryOf, NOTHING_KNOWN } from '../tracking/charger-memory.js';
import type { TrackedReading } from '../tracking/charger-reading.js';
import { followCharger, type TrackingContext } from '../tracking/charger-tracker.js';
import { connectorStatusOf } from '../tracking/connector-status.js';
import { createMinuteTrace, traceLook } from '../tracking/minute-trace.js';
import { followStatus } from '../tracking/status-tracker.js';
import type { News } from './news.js';
import type { Pending } from './pending.js';

/** The memory of a charger, stored under its name. */
interface ChargerCheckpoint {
  readonly version: 1;
  readonly tracking: ChargerMemory;
  readonly stretch: StatusStretch | null;
  /** The last one that was seen. */
  readonly connector: ConnectorStatus | null;
  readonly err: number;
}

/** Follows one charger: its sessions, its state, its faults. */
export interface ChargerWatch {
  readonly chargePointId: string;
  readonly memory: ChargerMemory;
  /** Power now, W; 0 when the last reading is too old. */
  powerW(nowMs: number): number;
  /** @param nowMs wall time at which it arrived */
  take(reading: TrackedReading, surroundings: Surroundings, nowMs: number): void;
  setOnline(online: boolean, nowMs: number): void;
  /** Time has passed, and whoever watches could have seen a change. */
  tick(nowMs: number): void;
  checkpoint(): ChargerCheckpoint;
}

/** What else is known of the house at the time of a reading. */
export interface Surroundings extends Pick<TrackingContext, 'shares'> {
  /** W, import positive; undefined: not known. */
  readonly gridW: number | undefined;
}

export type ChargerWatchOptions = Omit<TrackingContext, 'shares'>;

const FRESH_MS = 60_000;

/** @param stored what was stored of an earlier run */
export function createChargerWatch(
  options: ChargerWatchOptions,
  pending: Pending,
  stored: unknown,
): ChargerWatch {
  const { chargePointId } = options;
  const known = memoryOf<ChargerCheckpoint>(stored, 1);
  let tracking = memoryOf<ChargerMemory>(known?.tracking, MEMORY_VERSION) ?? NOTHING_KNOWN;
  let stretch = known?.stretch ?? null;
  let connector = known?.connector ?? null;
  let err = known?.err ?? 0;
  const trace = createMinuteTrace(chargePointId);
  let online: boolean | undefined;
  let reading: TrackedReading | undefined;

  const tell = (...news: readonly News[]): void => pending.add({ news });

  function tellOfSessions(
    before: ChargerMemory,
    sessions: ReturnType<typeof followCharger>['sessions'],
  ): void {
    for (const session of sessions) {
      const { startedAtMs, endedAtMs } = session;
      if (session.id !== before.session?.id) tell({ type: 'session.started', atMs: startedAtMs, session });
      if (endedAtMs !== null) tell({ type: 'session.ended', atMs: endedAtMs, session });
    }
  }

  function noteError(next: number | undefined, atMs: number): void {
    if (next === undefined || next === err) return;
    const fault = (code: number) => ({ name: 'charger_fault', chargePointId, code }) as const;
    if (err !== 0) tell({ type: 'alert.resolved', atMs, alert: fault(err) });
    if (next !== 0) tell({ type: 'alert.triggered', atMs, alert: fault(next) });
    err = next;
  }

  function noteStatus(atMs: number): void {
    if (online === undefined || (online && reading === undefined)) return;
    const hasCharged = (tracking.session?.energyWh ?? 0) > 0;
    const now = reading && online ? connectorStatusOf(reading, hasCharged) : null;
    const followed = followStatus(stretch, { chargePointId, atMs, online, connector: now });
    if ((stretch?.online ?? false) !== online)
      tell({ type: online ? 'charge_point.connected' : 'charge_point.disconnected', atMs, chargePointId });
    if (now !== null && now !== connector) {
      tell({ type: 'charge_point.status_changed', atMs, chargePointId, from: connector, to: now });
      connector = now;
    }
    stretch = followed.stretch;
    pending.add({ statuses: followed.stretches });
  }

  return {
    chargePointId,
    get memory() {
      return tracking;
    },
    powerW: (nowMs) => (reading && nowMs - reading.atMs <= FRESH_MS ? (reading.powerW ?? 0) : 0),
    take(next, { shares, gridW }, nowMs) {
      reading = next;
      const before = tracking;
      const { memory, sessions, charge } = followCharger(before, next, { ...options, shares });
      tracking = memory;
      // What the broker kept may be old.
      const isFresh = nowMs - next.atMs <= FRESH_MS;
      const traces = trace.take(isFresh ? traceLook(next, shares, gridW) : undefined, nowMs);
      pending.add({ sessions, charge, traces });
      tellOfSessions(before, sessions);
      noteError(next.err, nowMs);
      noteStatus(nowMs);
    },
    setOnline(next, nowMs) {
      online = next;
      noteStatus(nowMs);
    },
    tick(nowMs) {
      pending.add({ traces: trace.pass(nowMs) });
      noteStatus(nowMs);
    },
    checkpoint: () => ({ version: 1, tracking, stretch, connector, err }),
  };
}
