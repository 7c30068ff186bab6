import type { ConnectorStatus, StatusStretch } from '../session.js';
import { notBefore } from './wall-time.js';

/** What was seen of a charge point at a moment. */
export interface StatusSight {
  readonly chargePointId: string;
  /** Wall time, ms. */
  readonly atMs: number;
  readonly online: boolean;
  readonly connector: ConnectorStatus | null;
}

export interface TrackedStatus {
  /** The newest stretch; with the one before it where that came to its end. */
  readonly stretch: StatusStretch;
  readonly stretches: readonly StatusStretch[];
}

/** Whoever looked away for longer does not know what was in between. */
const LONGEST_GAP_MS = 60_000;

/** Grows the newest stretch, or ends it and begins another. Stretches of a charge point never overlap. */
export function followStatus(before: StatusStretch | null, sight: StatusSight): TrackedStatus {
  const { chargePointId, atMs, online } = sight;
  const connector = online ? sight.connector : null;
  if (before === null) return begin({ chargePointId, fromMs: atMs, toMs: atMs, online, connector });
  const isSeamless = atMs - before.toMs <= LONGEST_GAP_MS;
  const grown = isSeamless ? { ...before, toMs: notBefore(atMs, before.toMs) } : before;
  if (isSeamless && before.online === online && before.connector === connector)
    return { stretch: grown, stretches: [grown] };
  const fromMs = notBefore(atMs, Math.max(grown.toMs, grown.fromMs + 1));
  return begin({ chargePointId, fromMs, toMs: fromMs, online, connector }, grown);
}

function begin(stretch: StatusStretch, ended?: StatusStretch): TrackedStatus {
  return { stretch, stretches: ended === undefined ? [stretch] : [ended, stretch] };
}
