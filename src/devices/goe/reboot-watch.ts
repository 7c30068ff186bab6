import type { JsonValue } from '../../json.js';
import type { GoeValues } from './transport.js';

/** How a value that differs from the last one shows a restart: `rbc` counts up, `rbt` starts over, `fwv` is another. */
const SIGNS: readonly (readonly [key: string, isRestart: (last: JsonValue, now: JsonValue) => boolean])[] = [
  ['rbc', (last, now) => now !== last],
  ['rbt', (last, now) => Number(now) < Number(last)],
  ['fwv', (last, now) => now !== last],
];

export interface RebootWatch {
  /** Whether these values show that the charger was restarted, or got another firmware, since the last ones. */
  sees(values: GoeValues): boolean;
}

export function createRebootWatch(): RebootWatch {
  const seen = new Map<string, JsonValue>();
  return {
    sees(values) {
      let restarted = false;
      for (const [key, isRestart] of SIGNS) {
        const last = seen.get(key);
        const now = values.get(key);
        if (now === undefined) continue;
        seen.set(key, now);
        if (last !== undefined && isRestart(last, now)) restarted = true;
      }
      return restarted;
    },
  };
}
