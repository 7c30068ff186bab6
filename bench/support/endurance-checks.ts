import type { JsonObject } from '../../src/json.js';
import type { EnduranceApp } from './endurance-app.js';
import type { Follower } from './endurance-follower.js';
import type { Journal } from './endurance-journal.js';

/** What must hold of a controller that is killed and started again. */
export interface EnduranceChecks {
  /** It has been started again. @param values its last snapshot before it was killed */
  expectKept(values: JsonObject): void;
  /** Once a second. */
  tick(): void;
}

const SILENT_MS = 5000;
const STARTING_MS = 30_000;
/** What the controller must still know after a kill. */
const KEPT = ['mode', 'house_limit', 'max_current', 'plan_energy', 'plan_until', 'min_off_time'];
/** Energy that the count of a plan may lose with a kill, Wh. */
const LOST_WH = 100;

export function createChecks(app: EnduranceApp, follower: Follower, journal: Journal): EnduranceChecks {
  let expected: { readonly sinceMs: number; readonly values: JsonObject } | undefined;

  function checkKept(): void {
    if (expected === undefined || !(follower.controllerMs > expected.sinceMs)) return;
    const { values } = expected;
    const now = follower.controller;
    for (const key of KEPT)
      if (now[key] !== values[key])
        journal.violation('kept', `${key} was ${String(values[key])}, is ${String(now[key])}`);
    const [before, after] = [Number(values['plan_charged'] ?? 0), Number(now['plan_charged'] ?? 0)];
    if (after < before - LOST_WH) journal.violation('kept', `plan_charged was ${before}, is ${after}`);
    journal.note(`--- plan_charged ${before} before, ${after} after the start`);
    expected = undefined;
  }

  function checkVoice(): void {
    const nowMs = performance.now();
    const { upSinceMs } = app;
    if (upSinceMs === undefined || nowMs - upSinceMs < STARTING_MS) return;
    const silentMs = nowMs - Math.max(follower.controllerMs, upSinceMs);
    if (!(silentMs < SILENT_MS)) journal.violation('silence', `no reading for ${silentMs.toFixed(0)} ms`);
  }

  return {
    expectKept(values) {
      expected = { sinceMs: performance.now(), values };
    },
    tick() {
      checkKept();
      checkVoice();
    },
  };
}
