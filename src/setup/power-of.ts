import type { JsonValue } from '../json.js';

/** The member of the go-e's `nrg` that is the total power (API keys, `nrg`). */
const TOTAL_POWER = 11;

/** What flows now, W; of a meter import positive. undefined: the device does not say. */
export function powerOf(kind: string, values: ReadonlyMap<string, JsonValue>): number | undefined {
  const nrg = values.get('nrg');
  const power = kind === 'goe' ? (Array.isArray(nrg) ? nrg[TOTAL_POWER] : undefined) : values.get('1.7.0');
  return typeof power === 'number' ? power : undefined;
}
