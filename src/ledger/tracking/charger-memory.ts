import type { Session } from '../session.js';
import type { Shares } from './energy-shares.js';
import { NO_TOTALS, type Totals } from './totals.js';

/** What the last usable reading of a charger said; null: nothing. */
export interface LastLook {
  /** Wall time, ms. */
  readonly atMs: number;
  /** The highest readings so far, Wh: of all energy, and of this car. */
  readonly counterWh: number | null;
  readonly carWh: number | null;
  readonly powerW: number;
  readonly boots: number | null;
  readonly sinceBootMs: number | null;
  readonly serial: string | null;
  readonly shares: Shares;
}

/** All that is to be remembered of a charger, as plain JSON; stored together with what it led to. */
export interface ChargerMemory {
  readonly version: typeof MEMORY_VERSION;
  readonly last: LastLook | null;
  /** The one that is open. */
  readonly session: Session | null;
  /** The one that ended last. */
  readonly lastSession: Session | null;
  readonly totals: Totals;
}

/** Goes up when the form changes; memory of another form is not used. */
export const MEMORY_VERSION = 1;

export const NOTHING_KNOWN: ChargerMemory = {
  version: MEMORY_VERSION,
  last: null,
  session: null,
  lastSession: null,
  totals: NO_TOTALS,
};

/** Memory as it came out of the store; undefined where it has another form. */
export function memoryOf<Memory extends { readonly version: number }>(
  stored: unknown,
  version: Memory['version'],
): Memory | undefined {
  const isOurs =
    typeof stored === 'object' && stored !== null && 'version' in stored && stored.version === version;
  return isOurs ? (stored as Memory) : undefined;
}
