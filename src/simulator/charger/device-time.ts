import { DAY_MS, MINUTE_MS } from '../../time-spans.js';

/** Times as the charger writes them. */

/** The last Sunday of a month, 01:00 UTC, when Europe changes its clocks. */
function lastSundayMs(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0, 1));
  return lastDay.getTime() - lastDay.getUTCDay() * DAY_MS;
}

/** Local time minus UTC in ms (`lto`). @param summerTime `tds`: 1 is European, anything else none */
export function localOffsetMs(nowMs: number, zoneMinutes: number, summerTime: number): number {
  const year = new Date(nowMs).getUTCFullYear();
  const summer = nowMs >= lastSundayMs(year, 2) && nowMs < lastSundayMs(year, 9);
  return (zoneMinutes + (summerTime === 1 && summer ? 60 : 0)) * MINUTE_MS;
}

/** `utc`: with microseconds behind a second dot, as `2022-02-16T19:27:34.042.171`. */
export function utcText(nowMs: number): string {
  return new Date(nowMs).toISOString().replace('Z', '.000');
}

/** `loc`: the same in local time with its offset, as `2022-02-16T20:27:34.043.167 +01:00`. */
export function localText(nowMs: number, offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const two = (value: number) => String(value).padStart(2, '0');
  const zone = `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${utcText(nowMs + offsetMs)} ${zone}`;
}
