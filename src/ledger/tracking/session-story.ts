import type { Session } from '../session.js';
import { type Attribution, attribute } from './attribution.js';
import type { ChargeBook } from './charge-book.js';
import type { LastLook } from './charger-memory.js';
import type { TrackedReading } from './charger-reading.js';
import { BOUGHT, meanShares, type Shares } from './energy-shares.js';
import { intervalBetween } from './interval.js';
import { beginSession, endSession, type Progress, progressed, type SessionNames } from './session-life.js';

/** Two looks at a charger, and what was known at the first. */
export interface Step {
  readonly open: Session | null;
  /** The session before the open one. */
  readonly before: Session | null;
  readonly last: LastLook;
  readonly reading: TrackedReading;
  readonly plugged: boolean;
  /** Where the energy of cars comes from at the second look. */
  readonly shares: Shares;
  readonly book: ChargeBook;
  readonly names: SessionNames;
}

/** Sessions that grew, ended or began between two looks, oldest first. */
export function tellStory(step: Step): Session[] {
  const { last, reading, open, plugged } = step;
  const interval = intervalBetween(last, reading);
  const shares = interval.isGap
    ? BOUGHT
    : meanShares(last.shares, last.powerW, step.shares, reading.powerW ?? last.powerW);
  const parts = attribute(last, interval, reading, open !== null, plugged);
  const changeMs = Math.max(
    interval.fromMs,
    Math.min(interval.toMs, interval.pluggedInAtMs ?? interval.toMs),
  );
  const counterWh = reading.counterWh === undefined ? null : Math.max(reading.counterWh, last.counterWh ?? 0);
  const line: Line = {
    step,
    parts,
    shares,
    counterWh,
    fromMs: interval.fromMs,
    changeMs,
    toMs: interval.toMs,
  };
  const progress = { reading, powerBeforeW: last.powerW, interval };
  return parts.newestWh === undefined
    ? goOn(line, progress)
    : [...endBefore(line, progress), ...beginNewest(line, parts.newestWh, interval.isGap)];
}

/** The stretch of time between the looks, and the moment in it at which another car came. */
interface Line {
  readonly step: Step;
  readonly parts: Attribution;
  readonly shares: Shares;
  readonly counterWh: number | null;
  readonly fromMs: number;
  readonly changeMs: number;
  readonly toMs: number;
}

type Look = Pick<Progress, 'reading' | 'powerBeforeW' | 'interval'>;

const less = (counterWh: number | null, wh: number): number | null =>
  counterWh === null ? null : counterWh - wh;

/** The same car, or none, all the time. */
function goOn({ step, parts, shares, counterWh, fromMs, toMs }: Line, look: Look): Session[] {
  const { open, book, plugged } = step;
  const energyWh = parts.openWh;
  const flow = { energyWh, fromMs, toMs, shares };
  if (open === null) {
    book.write(null, flow);
    return [];
  }
  const grown = progressed(book.grow(open, flow), { ...look, energyWh, counterWh });
  return [plugged ? grown : endSession(grown, toMs, 'completed')];
}

/** The session that was open ends, or one that nobody saw has begun and ended. */
function endBefore(
  { step, parts, shares, counterWh, fromMs, changeMs }: Line,
  { interval, ...look }: Look,
): Session[] {
  const { open, before, book, names, reading } = step;
  const endWh = less(counterWh, parts.newestWh ?? 0);
  const energyWh = parts.openWh + parts.unseenWh;
  if (open === null && energyWh === 0) return [];
  const session = open ?? beginSession({ atMs: fromMs, counterWh: less(endWh, energyWh), before }, names);
  const grown = book.grow(session, { energyWh, fromMs, toMs: changeMs, shares });
  const atChange = { ...reading, atMs: changeMs, powerW: 0, userId: null };
  const elapsedMs = changeMs - fromMs;
  const progress = {
    ...look,
    reading: atChange,
    energyWh,
    counterWh: endWh,
    interval: { ...interval, elapsedMs },
  };
  return [endSession(progressed(grown, progress), changeMs, 'completed')];
}

function beginNewest(
  { step, shares, counterWh, changeMs, toMs }: Line,
  energyWh: number,
  isGap: boolean,
): Session[] {
  const { open, before, book, names, reading, plugged } = step;
  const earlier = open === null ? before : endSession(open, changeMs, 'completed');
  const begun = beginSession(
    { atMs: changeMs, counterWh: less(counterWh, energyWh), before: earlier },
    names,
  );
  const grown = book.grow(begun, { energyWh, fromMs: changeMs, toMs, shares });
  const interval = { isGap, elapsedMs: toMs - changeMs };
  const session = progressed(grown, { reading, energyWh, powerBeforeW: 0, counterWh, interval });
  return [plugged ? session : endSession(session, toMs, 'completed')];
}
