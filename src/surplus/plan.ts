import { HOUR_MS, MINUTE_MS } from '../time-spans.js';
import { type PriceSlot, segmentsOf } from './prices.js';

/** So much energy until a time: when does the grid have to help? */
export interface PlanQuestion {
  readonly nowMs: number;
  readonly untilMs: number;
  /** What is still missing in the car, Wh. */
  readonly missingWh: number;
  /** What the car draws at full speed, W; 0 when it cannot charge at all. */
  readonly fullPowerW: number;
  /** Empty: all hours cost the same. */
  readonly prices: readonly PriceSlot[];
  /** Whether the grid helps already: then going on comes before hours as dear that are later. */
  readonly isHelping: boolean;
}

export interface PlanAnswer {
  /** Whether to charge at full speed now, whatever comes from the sun. */
  readonly usesGrid: boolean;
  /** The energy cannot be reached in time any more. */
  readonly isLate: boolean;
  /** When the grid is to help next, as things stand; undefined when nothing is missing. */
  readonly gridFromMs: number | undefined;
}

/** Cars start late, charge more slowly when they are cold, and a plan that is met too early costs nearly nothing. */
const MARGIN_SHARE = 0.05;
const MARGIN_MS = 5 * MINUTE_MS;
/** Less once it has begun, so that a moment's delay at the start takes no dearer hour. */
const HELPING_MARGIN_MS = 3 * MINUTE_MS;
/** For less than this the car is not stopped and started once more. */
const WORTH_WAITING_MS = 30 * MINUTE_MS;

/** Time that charging at full speed takes, ms; Infinity when nothing flows. */
function fullSpeedMs({ missingWh, fullPowerW }: PlanQuestion): number {
  return fullPowerW > 0 ? (missingWh / fullPowerW) * HOUR_MS : Number.POSITIVE_INFINITY;
}

/**
 * Charges at full speed in the cheapest hours that hold the missing energy and a margin. Of hours that cost the same
 * the latest are taken, because the sun may still make them needless; once the grid helps, the earliest, so that
 * charging is not interrupted.
 */
export function planNow(question: PlanQuestion): PlanAnswer {
  const answer = planFor(question);
  if (!question.isHelping || answer.usesGrid) return answer;
  // It would begin again at once, because a beginning has the larger margin: then it goes on.
  const again = planFor({ ...question, isHelping: false });
  return again.usesGrid ? again : answer;
}

/**
 * The same after something has changed that the plan rests on: how fast the car charges, the energy, the time. If the
 * turn of the grid now comes only much later, it stops helping, because the sun may still come before.
 */
export function planAnew(question: PlanQuestion): PlanAnswer {
  const anew = planNow({ ...question, isHelping: false });
  const waitMs = (anew.gridFromMs ?? Number.POSITIVE_INFINITY) - question.nowMs;
  return waitMs > WORTH_WAITING_MS ? anew : planNow(question);
}

function planFor(question: PlanQuestion): PlanAnswer {
  const { nowMs, untilMs, missingWh, prices, isHelping } = question;
  if (missingWh <= 0) return { usesGrid: false, isLate: false, gridFromMs: undefined };
  const neededMs = fullSpeedMs(question);
  const isLate = nowMs + neededMs > untilMs;
  const withMarginMs = neededMs * (1 + MARGIN_SHARE) + (isHelping ? HELPING_MARGIN_MS : MARGIN_MS);
  if (isLate || nowMs + withMarginMs >= untilMs) return { usesGrid: true, isLate, gridFromMs: nowMs };
  const ranked = segmentsOf(prices, nowMs, untilMs).toSorted(
    (a, b) => a.price - b.price || (isHelping ? a.startMs - b.startMs : b.startMs - a.startMs),
  );
  let leftMs = withMarginMs;
  let gridFromMs = untilMs;
  for (const { startMs, endMs } of ranked) {
    if (leftMs <= 0) break;
    // What is needed of the last hour is its end, for the same reason.
    gridFromMs = Math.min(gridFromMs, isHelping ? startMs : Math.max(startMs, endMs - leftMs));
    leftMs -= endMs - startMs;
  }
  return { usesGrid: gridFromMs <= nowMs, isLate, gridFromMs };
}
