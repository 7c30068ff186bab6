import type { ChargeIncrement, Session } from '../session.js';
import { type ChargeBook, createChargeBook } from './charge-book.js';
import { type ChargerMemory, MEMORY_VERSION } from './charger-memory.js';
import type { TrackedReading } from './charger-reading.js';
import { BOUGHT, type Shares } from './energy-shares.js';
import { plugState } from './plug-state.js';
import { isReplaced, REPLACED_WH, withoutEmptyCounter } from './replaced.js';
import { beginSession, endSession, progressed, type SessionNames } from './session-life.js';
import { tellStory } from './session-story.js';
import { addToTotals } from './totals.js';

export interface TrackingContext extends SessionNames {
  /** Where the energy of all cars comes from now. */
  readonly shares: Shares;
  /** The local day of a moment, for example `2026-06-21`. */
  readonly dayOf: (ms: number) => string;
}

/** What a reading led to: new memory, and what is to be stored in one go with it. */
export interface Tracked {
  readonly memory: ChargerMemory;
  /** Sessions that began, grew or ended, oldest first. */
  readonly sessions: readonly Session[];
  readonly charge: readonly ChargeIncrement[];
}

/** `wh` may fall a little; by more, it begins anew with another car. */
const CAR_NOISE_WH = 5;

/**
 * Follows the sessions of one charger from reading to reading. Energy is counted by the charger's own counter, so what
 * flowed while nobody looked is counted once, whenever and however often the program was restarted in between.
 */
export function followCharger(
  memory: ChargerMemory,
  sent: TrackedReading,
  context: TrackingContext,
): Tracked {
  const reading = withoutEmptyCounter(memory.last, sent);
  const plug = plugState(reading);
  if (plug === 'unknown') return { memory, sessions: [], charge: [] };
  const book = createChargeBook(context.chargePointId, context.dayOf);
  const sessions = sessionsAfter(memory, reading, plug === 'in', book, context);
  return {
    memory: remember(memory, reading, sessions, book, context),
    sessions,
    charge: book.increments,
  };
}

function sessionsAfter(
  { last, session: open, lastSession: before }: ChargerMemory,
  reading: TrackedReading,
  plugged: boolean,
  book: ChargeBook,
  context: TrackingContext,
): Session[] {
  if (last !== null && !isReplaced(last, reading))
    return tellStory({ open, before, last, reading, plugged, shares: context.shares, book, names: context });
  // The session at a charger that is gone ends with what is known of it.
  const ended = open === null || last === null ? [] : [endSession(open, last.atMs, 'stopped')];
  return plugged ? [...ended, adopted(reading, ended[0] ?? before, book, context)] : ended;
}

/** At the first look at a charger, a car is plugged in already; what it has taken nobody saw. */
function adopted(
  reading: TrackedReading,
  before: Session | null,
  book: ChargeBook,
  names: SessionNames,
): Session {
  const { atMs, sinceBootMs, pluggedInMs, carWh = 0 } = reading;
  const isDated = sinceBootMs !== undefined && pluggedInMs !== undefined;
  const elapsedMs = isDated ? Math.max(0, sinceBootMs - pluggedInMs) : 0;
  const counterWh = reading.counterWh ?? null;
  const energyWh = Math.max(0, carWh);
  const startWh = counterWh === null ? null : counterWh - energyWh;
  const begun = beginSession({ atMs: atMs - elapsedMs, counterWh: startWh, before }, names);
  const grown = book.grow(begun, { energyWh, fromMs: begun.startedAtMs, toMs: atMs, shares: BOUGHT });
  const interval = { elapsedMs, isGap: true };
  return progressed(grown, { reading, energyWh, powerBeforeW: 0, counterWh, interval });
}

function remember(
  memory: ChargerMemory,
  reading: TrackedReading,
  sessions: readonly Session[],
  book: ChargeBook,
  { shares, dayOf }: TrackingContext,
): ChargerMemory {
  const { last } = memory;
  const isSame = last !== null && !isReplaced(last, reading);
  const countedWh = book.increments.reduce((sum, { energyWh }) => sum + energyWh, 0);
  const highest = (now: number | undefined, before: number | null, noiseWh: number): number | null => {
    // What was counted without it must not be counted again when it comes back.
    if (now === undefined) return before === null ? null : before + countedWh;
    return before !== null && now < before && now >= before - noiseWh ? before : now;
  };
  const newest = sessions.at(-1) ?? null;
  return {
    version: MEMORY_VERSION,
    last: {
      atMs: reading.atMs,
      counterWh: highest(reading.counterWh, isSame ? last.counterWh : null, REPLACED_WH),
      carWh: highest(reading.carWh, isSame ? last.carWh : null, CAR_NOISE_WH),
      powerW: reading.powerW ?? 0,
      boots: reading.boots ?? null,
      sinceBootMs: reading.sinceBootMs ?? null,
      serial: reading.serial ?? last?.serial ?? null,
      shares,
    },
    session: newest?.endedAtMs === null ? newest : null,
    lastSession: sessions.findLast(({ endedAtMs }) => endedAtMs !== null) ?? memory.lastSession,
    totals: addToTotals(memory.totals, book.increments, dayOf(reading.atMs)),
  };
}
