/**
 * A moment as the REST API, the webhooks and the ledger's topics write it: ISO 8601 in UTC, cut to the second.
 * @param ms since 1970
 * @example isoTime(1717575240123) // '2024-06-05T08:14:00Z'
 */
export function isoTime(ms: number): string;
export function isoTime(ms: number | null): string | null;
export function isoTime(ms: number | null): string | null {
  return ms === null ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
