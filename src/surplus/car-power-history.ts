/** The car's power of the last minutes, so that a meter reading can be matched with what the car drew at its time. */
export interface CarPowerHistory {
  take(measuredAtMs: number, powerW: number): void;
  /** Time of the newest value, ms. */
  readonly newestMs: number;
  /**
   * Power at a time, W. Undefined while the power was moving then: clocks of two devices differ by a second or two,
   * and a mismatch would look like sunshine.
   */
  powerAt(timeMs: number): number | undefined;
}

const KEPT_MS = 180_000;
export const SKEW_MS = 1_000;
const STEADY_W = 150;

export function createCarPowerHistory(): CarPowerHistory {
  let points: { readonly atMs: number; readonly powerW: number }[] = [];

  return {
    take(atMs, powerW) {
      const newest = points.at(-1);
      if (newest && atMs <= newest.atMs) return;
      points.push({ atMs, powerW });
      const oldest = points[0];
      if (oldest && oldest.atMs < atMs - 2 * KEPT_MS)
        points = points.filter((point) => point.atMs > atMs - KEPT_MS);
    },
    get newestMs() {
      return points.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    },
    powerAt(timeMs) {
      const before = points.findLastIndex((point) => point.atMs <= timeMs - SKEW_MS);
      const from = Math.max(0, before);
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      let nearest: { readonly atMs: number; readonly powerW: number } | undefined;
      for (let index = from; index < points.length; index++) {
        const point = points[index];
        if (!point) break;
        low = Math.min(low, point.powerW);
        high = Math.max(high, point.powerW);
        if (!nearest || Math.abs(point.atMs - timeMs) <= Math.abs(nearest.atMs - timeMs)) nearest = point;
        if (point.atMs >= timeMs + SKEW_MS) break;
      }
      return high - low > STEADY_W ? undefined : nearest?.powerW;
    },
  };
}
