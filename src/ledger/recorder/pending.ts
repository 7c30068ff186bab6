import type { ChargeIncrement, GridIncrement, Session, StatusStretch, TracePoint } from '../session.js';
import { addMix } from '../tracking/energy-shares.js';
import type { News } from './news.js';

/** What was learned, before bills and events are made of it. */
export interface Learned {
  readonly sessions: readonly Session[];
  readonly charge: readonly ChargeIncrement[];
  readonly grid: readonly GridIncrement[];
  readonly statuses: readonly StatusStretch[];
  readonly traces: readonly TracePoint[];
  readonly news: readonly News[];
}

/** What waits to be stored, put together as the store would: it does not grow with time while the store is away. */
export interface Pending {
  add(learned: Partial<Learned>): void;
  /** Empties it. */
  take(): Learned;
  /** Whether something happened that somebody waits to hear. */
  readonly hasNews: boolean;
  /** News that were dropped because too many waited, since the last `take`. */
  readonly dropped: number;
}

const MOST_NEWS = 2000;
/** A week of one charger. */
const MOST_TRACES = 10_000;

export function createPending(): Pending {
  const sessions = new Map<string, Session>();
  const charge = new Map<string, ChargeIncrement>();
  const grid = new Map<string, GridIncrement>();
  const statuses = new Map<string, StatusStretch>();
  let traces: TracePoint[] = [];
  let news: News[] = [];
  let dropped = 0;

  function addNews(more: readonly News[]): void {
    news.push(...more);
    const surplus = news.length - MOST_NEWS;
    if (surplus <= 0) return;
    news = news.slice(surplus);
    dropped += surplus;
  }

  return {
    get hasNews() {
      return news.length > 0;
    },
    get dropped() {
      return dropped;
    },
    add(learned) {
      for (const session of learned.sessions ?? []) sessions.set(session.id, session);
      for (const stretch of learned.statuses ?? [])
        statuses.set(`${stretch.chargePointId}\n${stretch.fromMs}`, stretch);
      for (const more of learned.charge ?? []) {
        const key = `${more.chargePointId}\n${more.sessionId}\n${more.slotMs}`;
        charge.set(key, sumOfCharge(charge.get(key), more));
      }
      for (const more of learned.grid ?? []) {
        const key = `${more.meterId}\n${more.slotMs}`;
        grid.set(key, sumOfGrid(grid.get(key), more));
      }
      if (learned.traces?.length) traces = [...traces, ...learned.traces].slice(-MOST_TRACES);
      addNews(learned.news ?? []);
    },
    take() {
      const all = {
        sessions: [...sessions.values()],
        charge: [...charge.values()],
        grid: [...grid.values()],
        statuses: [...statuses.values()],
        traces,
        news,
      };
      for (const map of [sessions, charge, grid, statuses]) map.clear();
      traces = [];
      news = [];
      dropped = 0;
      return all;
    },
  };
}

function sumOfCharge(before: ChargeIncrement | undefined, more: ChargeIncrement): ChargeIncrement {
  return before === undefined ? more : { ...more, ...addMix(before, more) };
}

function sumOfGrid(before: GridIncrement | undefined, more: GridIncrement): GridIncrement {
  if (before === undefined) return more;
  const isKnown = before.productionWh !== null || more.productionWh !== null;
  return {
    ...more,
    importWh: before.importWh + more.importWh,
    exportWh: before.exportWh + more.exportWh,
    productionWh: isKnown ? (before.productionWh ?? 0) + (more.productionWh ?? 0) : null,
  };
}
