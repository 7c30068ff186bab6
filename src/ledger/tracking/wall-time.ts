/** A clock that was further ahead was plainly wrong; what it said is no reason to be wrong too. */
const LARGEST_CORRECTION_MS = 86_400_000;

/** A moment that must not lie before another, whatever a corrected wall clock says. Both in ms. */
export function notBefore(atMs: number, earliestMs: number): number {
  return earliestMs - atMs > LARGEST_CORRECTION_MS ? atMs : Math.max(atMs, earliestMs);
}
