import type { JsonObject } from '../../src/json.js';
import type { Journal } from './endurance-journal.js';

/** What the controller writes to the charger, held against the rules. */
export interface SetPointRules {
  take(setPoint: JsonObject): void;
  /** The controller's reading that a set-point belongs to says when it was sent. */
  takeReading(snapshot: JsonObject): void;
  /** The owner's `max_current` from now on, in A; the old one counts as well while the command is on its way. */
  setMaxCurrent(currentA: number): void;
  readonly maxCurrentA: number;
  /** A hand has set this many A at the charger; undefined: the controller has the say. */
  knobA: number | undefined;
  /** Set-points, and the least time between two of them. */
  readonly count: number;
  readonly leastGapS: number;
}

/** Five seconds, less some milliseconds that pass within one step of the controller. */
const LEAST_GAP_MS = 4980;
const ON_ITS_WAY_MS = 3000;
/** The controller sees a turned knob with the next reading. */
const NOTICED_MS = 2500;
const RATED_A = 16;

/**
 * @param snapshot the charger as the controller knows it
 * @param isUntouchable mode off that nobody has chosen; after it was chosen only `frc` 1 may be sent
 */
export function createSetPointRules(
  journal: Journal,
  mode: string,
  snapshot: () => JsonObject,
  isUntouchable: () => boolean,
): SetPointRules {
  let lastMs = Number.NEGATIVE_INFINITY;
  let [maxCurrentA, formerA, changedMs] = [RATED_A, RATED_A, Number.NEGATIVE_INFINITY];
  let count = 0;
  let isUndated = false;
  let leastGapMs = Number.POSITIVE_INFINITY;
  let knobA: number | undefined;
  let turnedMs = Number.NEGATIVE_INFINITY;

  function checkPace(sentMs: number): void {
    const gapMs = sentMs - lastMs;
    lastMs = sentMs;
    leastGapMs = Math.min(leastGapMs, gapMs);
    if (gapMs < LEAST_GAP_MS) journal.violation('pace', `${(gapMs / 1000).toFixed(2)} s after the last one`);
  }

  function checkCurrent({ amp }: JsonObject, nowMs: number): void {
    const ownersA = nowMs - changedMs < ON_ITS_WAY_MS ? Math.max(maxCurrentA, formerA) : maxCurrentA;
    const amaA = Number(snapshot()['ama'] ?? RATED_A);
    if (amp !== undefined && Number(amp) > Math.min(ownersA, amaA))
      journal.violation('limit', `${amp} A asked for, max_current ${ownersA}, ama ${amaA}`);
  }

  function checkRight(setPoint: JsonObject): void {
    const text = JSON.stringify(setPoint);
    if (isUntouchable()) journal.violation('untouched', `a command although no mode was chosen: ${text}`);
    else if (mode === 'off' && text !== '{"frc":1}') journal.violation('off', text);
    // Only the limit of the house may lower what a hand has set.
    const isLower = Number(setPoint['amp'] ?? 99) < (knobA ?? 0) || setPoint['frc'] === 1;
    const isNoticed = performance.now() - turnedMs > NOTICED_MS;
    if (knobA !== undefined && isNoticed && !isLower) journal.violation('knob', `${text} over ${knobA} A`);
  }

  function checkUse(setPoint: JsonObject): void {
    const charger = snapshot();
    const changes = Object.keys(setPoint).some((key) => charger[key] !== setPoint[key]);
    if (!changes) journal.violation('useless', `the charger shows it already: ${JSON.stringify(setPoint)}`);
  }

  return {
    takeReading({ received_at: receivedAt }) {
      const sentMs = Date.parse(String(receivedAt));
      if (isUndated && Number.isFinite(sentMs)) checkPace(sentMs);
      isUndated = false;
    },
    take(setPoint) {
      const nowMs = performance.now();
      count++;
      if (isUndated) journal.violation('pace', 'two in one reading');
      isUndated = true;
      checkCurrent(setPoint, nowMs);
      checkRight(setPoint);
      checkUse(setPoint);
    },
    setMaxCurrent(currentA) {
      [formerA, maxCurrentA, changedMs] = [maxCurrentA, currentA, performance.now()];
    },
    get maxCurrentA() {
      return maxCurrentA;
    },
    get knobA() {
      return knobA;
    },
    set knobA(currentA) {
      turnedMs = performance.now();
      knobA = currentA;
    },
    get count() {
      return count;
    },
    get leastGapS() {
      return leastGapMs / 1000;
    },
  };
}
