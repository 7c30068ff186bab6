const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** The share of the delay that chance decides, so that many clients of one broker do not all return at once. */
const JITTER = 0.3;

/**
 * How long to wait before the next attempt to connect, in milliseconds: doubled from one failure to the next,
 * between 1 s and 60 s, shortened by chance by up to 30 % but never below 1 s.
 * @param failures attempts that failed in a row, at least 1
 * @param chance 0 ≤ chance < 1
 */
export function backoffMs(failures: number, chance: number): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.max(FIRST_MS, Math.round(fullMs * (1 - JITTER * chance)));
}
