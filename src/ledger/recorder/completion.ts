import type { BillingEntry } from '../billing.js';
import type { CostOf } from '../costs/cost-of.js';
import type { Session } from '../session.js';
import type { LedgerBatch } from '../store/port.js';
import type { LedgerEvent } from '../webhook.js';
import { type CostMemory, withCost } from './cost-memory.js';
import { type Cost, eventDataOf, type News } from './news.js';
import type { Learned } from './pending.js';

/** What was learned up to a moment, with the memory of that moment. */
export interface Sealed {
  readonly learned: Learned;
  readonly checkpoints: ReadonlyMap<string, unknown>;
  /** Open sessions whose running cost is due. */
  readonly running: readonly Session[];
}

/** The same with bills and events, ready to be stored in one go. */
export interface Completed {
  readonly batch: LedgerBatch;
  /** Charger → costs, as they stand when the batch is stored. */
  readonly costs: ReadonlyMap<string, CostMemory>;
  /** Session → running cost. */
  readonly running: ReadonlyMap<string, Cost>;
}

export interface CompletionContext {
  readonly nowMs: number;
  readonly costOf: CostOf;
  readonly newId: (prefix: string, nowMs: number) => string;
  readonly dayOf: (ms: number) => string;
  /** Before this batch. */
  readonly costs: ReadonlyMap<string, CostMemory>;
  readonly running: ReadonlyMap<string, Cost>;
}

export const costsName = (chargePointId: string): string => `costs/${chargePointId}`;

/** @throws StoreError; nothing has happened then, and it can be tried again */
export async function completeBatch(sealed: Sealed, context: CompletionContext): Promise<Completed> {
  const entries = await billsOf(sealed, context);
  const running = await runningCosts(sealed.running, context);
  const costs = costsAfter(sealed, entries, context);
  const events = eventsOf(sealed, entries, running, context);
  const { news: _, ...facts } = sealed.learned;
  const costCheckpoints = [...costs].map(([id, memory]) => [costsName(id), memory] as const);
  const checkpoints = new Map<string, unknown>([...sealed.checkpoints, ...costCheckpoints]);
  return { batch: { ...facts, entries, events, checkpoints }, costs, running };
}

const isEnded = ({ endedAtMs }: Session): boolean => endedAtMs !== null;

async function billsOf({ learned }: Sealed, { costOf, nowMs }: CompletionContext): Promise<BillingEntry[]> {
  const entries: BillingEntry[] = [];
  for (const session of learned.sessions.filter(isEnded)) {
    const entry = await costOf(session, nowMs);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

async function runningCosts(
  sessions: readonly Session[],
  { costOf, nowMs }: CompletionContext,
): Promise<ReadonlyMap<string, Cost>> {
  const costs = new Map<string, Cost>();
  for (const session of sessions) {
    const entry = await costOf(session, nowMs);
    if (entry !== undefined) costs.set(session.id, entry);
  }
  return costs;
}

function costsAfter(
  { learned }: Sealed,
  entries: readonly BillingEntry[],
  { costs, dayOf }: CompletionContext,
): ReadonlyMap<string, CostMemory> {
  const after = new Map(costs);
  for (const session of learned.sessions) {
    const before = after.get(session.chargePointId);
    if (before === undefined || session.endedAtMs === null) continue;
    const entry = entries.find(({ sessionId }) => sessionId === session.id);
    const cost = entry && { amount: entry.amount, currency: entry.currency };
    after.set(session.chargePointId, withCost(before, cost, dayOf(session.endedAtMs)));
  }
  return after;
}

function eventsOf(
  { learned, running: due }: Sealed,
  entries: readonly BillingEntry[],
  running: ReadonlyMap<string, Cost>,
  { nowMs, newId, running: before }: CompletionContext,
): readonly LedgerEvent[] {
  const updates = due
    .filter(({ id }) => running.get(id) !== undefined && running.get(id)?.amount !== before.get(id)?.amount)
    .map((session): News => ({ type: 'session.cost_updated', atMs: nowMs, session }));
  const costOfNews = (news: News): Cost | undefined => {
    if (news.type === 'session.cost_updated') return running.get(news.session.id);
    return news.type === 'session.ended'
      ? entries.find(({ sessionId }) => sessionId === news.session.id)
      : undefined;
  };
  return [...learned.news, ...updates].map((news) => ({
    id: newId('evt_', news.atMs),
    type: news.type,
    atMs: news.atMs,
    data: eventDataOf(news, costOfNews(news)),
  }));
}
