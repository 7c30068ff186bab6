import type { ChargeIncrement, Session } from '../../../src/ledger/session.js';
import { NOTHING_KNOWN } from '../../../src/ledger/tracking/charger-memory.js';
import type { TrackedReading } from '../../../src/ledger/tracking/charger-reading.js';
import { followCharger } from '../../../src/ledger/tracking/charger-tracker.js';
import { BOUGHT, type Shares } from '../../../src/ledger/tracking/energy-shares.js';

export const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A tracker with a store that takes everything in one go, and a process that may be killed at any time. */
export interface KeptLedger {
  /** What the store holds. */
  readonly sessions: readonly Session[];
  readonly charge: readonly ChargeIncrement[];
  take(reading: TrackedReading, shares?: Shares): void;
  /** Stores what was learned since the last time, memory included. */
  store(): void;
  /** Everything that was not stored is lost. */
  kill(): void;
}

export function createKeptLedger(): KeptLedger {
  const sessions = new Map<string, Session>();
  const charge: ChargeIncrement[] = [];
  let ids = 0;
  let stored = JSON.stringify(NOTHING_KNOWN);
  let memory = NOTHING_KNOWN;
  let newSessions: Session[] = [];
  let newCharge: ChargeIncrement[] = [];

  return {
    get sessions() {
      return [...sessions.values()];
    },
    charge,
    take(reading, shares = BOUGHT) {
      const tracked = followCharger(memory, reading, {
        chargePointId: 'charger',
        shares,
        dayOf: utcDay,
        newId: (prefix) => `${prefix}${ids++}`,
      });
      memory = tracked.memory;
      newSessions.push(...tracked.sessions);
      newCharge.push(...tracked.charge);
    },
    store() {
      for (const session of newSessions) sessions.set(session.id, session);
      charge.push(...newCharge);
      newSessions = [];
      newCharge = [];
      stored = JSON.stringify(memory);
    },
    kill() {
      newSessions = [];
      newCharge = [];
      memory = JSON.parse(stored);
    },
  };
}

export const sumOf = (rows: readonly { readonly energyWh: number }[]): number =>
  rows.reduce((sum, { energyWh }) => sum + energyWh, 0);
