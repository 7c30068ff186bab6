import type { Topics } from '../mqtt/topics.js';
import type { Publication } from './contract-client.js';
import type { SurplusMode } from './settings.js';

/** At these times the mode of these chargers changes. */
export interface Schedule {
  /** Five fields (minute, hour, day of month, month, day of week), or six with the second first; local time. */
  readonly cron: string;
  readonly mode: SurplusMode;
  /** Absent: all chargers that are controlled. */
  readonly chargers?: readonly string[];
}

/** A schedule turns the same knob as everybody else: the public set-topic. */
export function scheduledCommands(
  { mode, chargers }: Schedule,
  controlled: readonly string[],
  topics: Topics,
): readonly Publication[] {
  return (chargers ?? controlled).map((charger) => ({
    topic: topics.device(`surplus/${charger}`).keySet('mode'),
    payload: mode,
  }));
}
