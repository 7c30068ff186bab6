import type { Logger } from '../../logger.js';
import { DAY_MS } from '../../time-spans.js';
import type { LedgerStore } from '../store/port.js';

export interface PruneOptions {
  /** How long quarters of an hour and stretches of states are kept, days. */
  readonly slotDays: number;
  /** How long finished deliveries of webhooks are kept, days. */
  readonly deliveryDays: number;
}

export interface PrunePorts {
  readonly store: Pick<LedgerStore, 'prune'>;
  readonly log: Logger;
  readonly now: () => number;
}

/** Minutes are there to see what the controller did: nobody looks back further, and ten chargers fill 35 MB until then. */
const MOST_TRACE_DAYS = 60;

/** Deletes what is too old, once; to be called every night. A failure is logged: the next night makes up for it. */
export async function pruneLedger(
  { slotDays, deliveryDays }: PruneOptions,
  { store, log, now }: PrunePorts,
): Promise<void> {
  const nowMs = now();
  try {
    await store.prune({
      slotsMs: nowMs - slotDays * DAY_MS,
      tracesMs: nowMs - Math.min(slotDays, MOST_TRACE_DAYS) * DAY_MS,
      deliveriesMs: nowMs - deliveryDays * DAY_MS,
    });
    log.debug({}, 'old quarters of an hour and minutes were deleted');
  } catch (err) {
    log.error({ err }, 'the ledger could not be tidied up; the next night tries again');
  }
}
