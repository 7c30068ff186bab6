import type { Decision } from './decision.js';
import { hasEnded, offeredPhases } from './limits.js';
import type { ChargerReading } from './readings.js';
import type { ReasonCode } from './reasons.js';
import type { SurplusSettings } from './settings.js';
import type { ShareWord } from './sharing.js';

const NOMINAL_V = 230;
/** Then it goes on as it is set, whatever the surplus. */
const FOLLOWS_NOTHING: readonly ReasonCode[] = [
  'knob_turned',
  'hands_off',
  'mode_off',
  'native_missing',
  'charger_unreachable',
];

/** What a controller tells the others behind the same meter after a decision. */
export function shareWordOf(
  decision: Decision,
  reading: ChargerReading,
  settings: SurplusSettings,
): ShareWord {
  const { powerW, measuredAtMs } = reading;
  const { explanation, setPoint, reason } = decision;
  const next = { ...reading, ...setPoint };
  const phases = Math.min(offeredPhases(next), explanation.carPhases ?? 3);
  const takes = reading.car !== 1 && (explanation.isSettling || !hasEnded(reading));
  const offeredW = takes && next.frc !== 1 ? (next.amp ?? 0) * NOMINAL_V * phases : 0;
  const comingW = explanation.isSettling ? Math.max(0, offeredW - powerW) : 0;
  const wantedW = takes ? Math.max(0, (explanation.wantedW ?? 0) - offeredW) : 0;
  const follows = explanation.wantedW === undefined && !FOLLOWS_NOTHING.includes(reason.code);
  // What it draws at least, it keeps.
  const keptW = settings.mode === 'min_pv' ? settings.minCurrentA * NOMINAL_V : 0;
  const yieldingW = follows ? Math.max(0, powerW - keptW) : 0;
  return { priority: settings.priority, measuredAtMs, powerW, pendingW: comingW + wantedW, yieldingW };
}
