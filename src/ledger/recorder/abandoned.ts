import { newNotes } from '../charge-point/new-notes.js';
import type { ChargePointStore, LedgerStore, SessionStore } from '../store/port.js';
import { endSession } from '../tracking/session-life.js';
import type { CompletionContext } from './completion.js';
import { eventDataOf } from './news.js';

export interface HouseholdStore extends Pick<LedgerStore, 'record'> {
  readonly sessions: Pick<SessionStore, 'active'>;
  readonly chargePoints: Pick<ChargePointStore, 'all' | 'put'>;
}

/**
 * Registers chargers that the store does not know yet.
 * @throws StoreError
 */
export async function register(
  store: Pick<HouseholdStore, 'chargePoints'>,
  chargers: readonly string[],
  nowMs: number,
): Promise<void> {
  const known = new Set((await store.chargePoints.all()).map(({ chargePointId }) => chargePointId));
  for (const chargePointId of chargers.filter((id) => !known.has(id))) {
    await store.chargePoints.put(newNotes(chargePointId, nowMs));
  }
}

/**
 * Ends sessions that nobody follows any more, because their charger was taken out of the configuration.
 * @param followed ids of the sessions that go on
 * @throws StoreError
 */
export async function endAbandoned(
  store: Pick<HouseholdStore, 'record' | 'sessions'>,
  followed: ReadonlySet<string>,
  { costOf, newId, nowMs }: Pick<CompletionContext, 'costOf' | 'newId' | 'nowMs'>,
): Promise<void> {
  const open = await store.sessions.active();
  for (const { totalCost, currency, ...session } of open.filter(({ id }) => !followed.has(id))) {
    const ended = endSession(session, session.lastEnergyAtMs ?? session.startedAtMs, 'stopped');
    const bill = await costOf(ended, nowMs);
    const news = { type: 'session.ended', atMs: nowMs, session: ended } as const;
    const event = { ...news, id: newId('evt_', nowMs), data: eventDataOf(news, bill) };
    await store.record({
      sessions: [ended],
      ...(bill && { entries: [bill] }),
      events: [event],
    });
  }
}
