import { DAY_MS } from '../../time-spans.js';

/** A quarter of an hour, the grain of the history. */
export const SLOT_MS = 900_000;
/** What happened over a longer time is spread over its end. */
const LONGEST_SPREAD_MS = 31 * DAY_MS;

/** Begin of the quarter of an hour, ms. */
export const slotOf = (ms: number): number => Math.floor(ms / SLOT_MS) * SLOT_MS;

/** A slot with its share of a stretch of time; the shares add up to 1. */
export interface SlotShare {
  readonly slotMs: number;
  readonly share: number;
}

/** Cuts a stretch of time into quarters of an hour. One without length lies in the slot of its end. */
export function slotShares(fromMs: number, toMs: number): readonly SlotShare[] {
  const beginMs = Math.max(fromMs, toMs - LONGEST_SPREAD_MS);
  if (beginMs >= toMs) return [{ slotMs: slotOf(toMs), share: 1 }];
  const shares: SlotShare[] = [];
  for (let slotMs = slotOf(beginMs); slotMs < toMs; slotMs += SLOT_MS) {
    const lengthMs = Math.min(toMs, slotMs + SLOT_MS) - Math.max(beginMs, slotMs);
    shares.push({ slotMs, share: lengthMs / (toMs - beginMs) });
  }
  return shares;
}
