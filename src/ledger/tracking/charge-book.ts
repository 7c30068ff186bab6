import type { ChargeIncrement, Session } from '../session.js';
import { addMix, mixOf, type Shares } from './energy-shares.js';
import { slotShares } from './slots.js';

/** Energy that flowed in a stretch of time, evenly. */
export interface Flow {
  readonly energyWh: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly shares: Shares;
}

/** Writes down whose energy it was, quarter of an hour by quarter of an hour. */
export interface ChargeBook {
  readonly increments: readonly ChargeIncrement[];
  /** @param sessionId null: outside of any session */
  write(sessionId: string | null, flow: Flow): void;
  /** The same for a session, which grows by it. */
  grow(session: Session, flow: Flow): Session;
}

export function createChargeBook(chargePointId: string, dayOf: (ms: number) => string): ChargeBook {
  const increments: ChargeIncrement[] = [];

  function write(sessionId: string | null, { energyWh, fromMs, toMs, shares }: Flow): void {
    if (energyWh <= 0) return;
    for (const { slotMs, share } of slotShares(fromMs, toMs)) {
      const mix = mixOf(energyWh * share, shares);
      increments.push({ chargePointId, sessionId, slotMs, day: dayOf(slotMs), ...mix });
    }
  }

  return {
    increments,
    write,
    grow(session, flow) {
      write(session.id, flow);
      return { ...session, ...addMix(session, mixOf(flow.energyWh, flow.shares)) };
    },
  };
}
