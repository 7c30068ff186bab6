import { DAY_MS } from '../../time-spans.js';

/** A clock that was further ahead was plainly wrong; what it said is no reason to be wrong too. */
const LARGEST_CORRECTION_MS = DAY_MS;

/** A moment that must not lie before another, whatever a corrected wall clock says. Both in ms. */
export function notBefore(atMs: number, earliestMs: number): number {
  return earliestMs - atMs > LARGEST_CORRECTION_MS ? atMs : Math.max(atMs, earliestMs);
}
