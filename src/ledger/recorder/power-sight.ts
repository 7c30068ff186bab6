/** The newest power on a topic of somebody else's. */
export interface PowerSight {
  take(watts: number, nowMs: number): void;
  /** W; undefined: never heard of, or too long ago. */
  powerW(nowMs: number): number | undefined;
}

/** Many send a value only when it changes. */
const VALID_MS = 600_000;

export function createPowerSight(): PowerSight {
  let last: { readonly watts: number; readonly atMs: number } | undefined;
  return {
    take(watts, nowMs) {
      last = { watts, atMs: nowMs };
    },
    powerW: (nowMs) => (last !== undefined && nowMs - last.atMs <= VALID_MS ? last.watts : undefined),
  };
}
