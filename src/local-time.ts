/** Times in the time zone of this machine. */

/** The day, for example `2026-06-21`. */
export const localDay = (ms: number): string => new Date(ms).toLocaleDateString('sv');

/**
 * The next moment after `afterMs` at which the clocks show this time. A time that the change to summer time skips
 * is an hour later on that day.
 */
export function nextLocalTime(afterMs: number, hour: number, minute: number): number {
  const after = new Date(afterMs);
  const onDay = (days: number): number =>
    new Date(after.getFullYear(), after.getMonth(), after.getDate() + days, hour, minute).getTime();
  const today = onDay(0);
  return today > afterMs ? today : onDay(1);
}
