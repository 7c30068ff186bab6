import { isJsonObject, type JsonValue } from '../json.js';

/** What a kWh from the grid costs from `startMs` until just before `endMs`. Only the order of prices matters. */
export interface PriceSlot {
  readonly startMs: number;
  readonly endMs: number;
  /** In any currency a kWh, the same one in the whole list; may be negative. */
  readonly price: number;
}

/** ISO 8601 with its zone, or seconds since 1970 as go-e chargers send them (key `awpl`). */
function timeOf(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' && ZONED.test(value) ? Date.parse(value) : Number.NaN;
}

/** A time without a zone could be anybody's. */
export const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/;

function slotOf(entry: JsonValue): PriceSlot | undefined {
  if (!isJsonObject(entry)) return undefined;
  const price = entry['price'] ?? entry['marketprice'];
  const [startMs, endMs] = [timeOf(entry['start']), timeOf(entry['end'])];
  const isSound = typeof price === 'number' && Number.isFinite(price) && startMs < endMs;
  return isSound ? { startMs, endMs, price } : undefined;
}

/**
 * A list of prices: entries `{start, end, price}`, or `marketprice` as chargers name it.
 * @returns what is understood of it, in the order of time; undefined when an entry is not
 */
export function readPrices(list: JsonValue | undefined): readonly PriceSlot[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const slots: PriceSlot[] = [];
  for (const entry of list as readonly JsonValue[]) {
    const slot = slotOf(entry);
    if (slot === undefined) return undefined;
    slots.push(slot);
  }
  return slots.toSorted((a, b) => a.startMs - b.startMs);
}

/**
 * A span of time cut where the price changes. What the list does not tell counts as dear as its dearest entry,
 * and where entries overlap, the earlier one holds.
 */
export function segmentsOf(
  slots: readonly PriceSlot[],
  fromMs: number,
  untilMs: number,
): readonly PriceSlot[] {
  const within = slots.filter(({ startMs, endMs }) => endMs > fromMs && startMs < untilMs);
  const price = slots.length === 0 ? 0 : Math.max(...slots.map((slot) => slot.price));
  const segments: PriceSlot[] = [];
  let atMs = fromMs;
  for (const slot of within) {
    const startMs = Math.max(atMs, slot.startMs);
    const endMs = Math.min(untilMs, slot.endMs);
    if (startMs >= endMs) continue;
    if (startMs > atMs) segments.push({ startMs: atMs, endMs: startMs, price });
    segments.push({ startMs, endMs, price: slot.price });
    atMs = endMs;
  }
  if (atMs < untilMs) segments.push({ startMs: atMs, endMs: untilMs, price });
  return segments;
}
