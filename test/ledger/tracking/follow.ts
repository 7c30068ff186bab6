import type { ChargerMemory } from '../../../src/ledger/tracking/charger-memory.js';
import { NOTHING_KNOWN } from '../../../src/ledger/tracking/charger-memory.js';
import type { TrackedReading } from '../../../src/ledger/tracking/charger-reading.js';
import { followCharger, type Tracked } from '../../../src/ledger/tracking/charger-tracker.js';
import { BOUGHT, type Shares } from '../../../src/ledger/tracking/energy-shares.js';
import { utcDay } from './kept-ledger.js';

export const TEN = Date.UTC(2026, 5, 21, 10);
export const SUN: Shares = { solar: 1, grid: 0, battery: 0 };
export const MINUTE_MS = 60_000;

export const idle = (changes: Partial<TrackedReading> = {}): TrackedReading => ({
  atMs: TEN,
  car: 1,
  powerW: 0,
  counterWh: 10_000,
  carWh: 0,
  userId: null,
  ...changes,
});
export const charging = (changes: Partial<TrackedReading>): TrackedReading =>
  idle({ car: 2, powerW: 3600, ...changes });

/** One reading after another, with the shares that hold at each. */
export function follow(
  readings: readonly TrackedReading[],
  { shares = [], dayOf = utcDay }: { shares?: readonly Shares[]; dayOf?: (ms: number) => string } = {},
) {
  let memory: ChargerMemory = NOTHING_KNOWN;
  let ids = 0;
  const steps: Tracked[] = [];
  for (const [index, reading] of readings.entries()) {
    const newId = (prefix: string) => `${prefix}${ids++}`;
    const context = { chargePointId: 'charger', shares: shares[index] ?? BOUGHT, dayOf, newId };
    const step = followCharger(memory, reading, context);
    steps.push(step);
    ({ memory } = step);
  }
  const sessions = new Map(steps.flatMap((step) => step.sessions).map((session) => [session.id, session]));
  return { memory, sessions: [...sessions.values()], charge: steps.flatMap((step) => step.charge) };
}
