import type { DeviceError } from '../devices/device-error.js';

const LONGEST_MS = 30_000;
/** For errors that only the owner can mend: asking more often helps nobody, and mending should still show soon. */
const OWNER_MS = 10_000;

/**
 * Milliseconds to wait before the next poll after `failures` polls in a row have failed (1 or more): the usual
 * interval for a first hiccup, then doubling up to 30 s, never less than the usual interval.
 */
export function retryDelayMs(failures: number, error: DeviceError, intervalMs: number): number {
  const growing = intervalMs * 2 ** Math.min(failures - 1, 10);
  const wished = error.retryable ? growing : Math.max(growing, OWNER_MS);
  return Math.max(intervalMs, Math.min(LONGEST_MS, wished));
}

/** A single hiccup of a Wi-Fi device is no outage; three in a row are, and so is an answer that only the owner can mend. */
const HICCUPS = 3;

/** Whether the device counts as offline after `failures` failed polls in a row, the last with this error. */
export function isOffline(failures: number, error: DeviceError, everAnswered: boolean): boolean {
  return !everAnswered || !error.retryable || failures >= HICCUPS;
}
