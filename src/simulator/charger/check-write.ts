import type { Datapoint } from '../../devices/datapoint.js';
import type { JsonValue } from '../../json.js';
import { ratedCurrentA } from './settings.js';

/** What the charger's web server says about one key of a write: true, or what is wrong. */
export type Verdict = true | string;

/** Currents that the variant of the charger limits. */
const CURRENTS: ReadonlySet<string> = new Set(['amp', 'ama', 'mca', 'tcl']);

/**
 * Written a second time on purpose, as every check here: the simulator stands for the charger's own judgement, and
 * with the bridge's code (`read-command.ts`) it would share the bridge's mistakes.
 */
function hasType(value: JsonValue, { type, nullable }: Datapoint): boolean {
  if (value === null) return nullable === true;
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === type;
  }
}

function isOption(value: JsonValue, row: Datapoint): boolean {
  const name = typeof value === 'string' ? value : JSON.stringify(value);
  return row.options !== undefined && Object.hasOwn(row.options, name);
}

function isInRange(value: JsonValue, row: Datapoint, variant: 11 | 22): boolean {
  if (typeof value === 'string') return value.length <= (row.maxLength ?? Number.POSITIVE_INFINITY);
  if (typeof value !== 'number') return true;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = row.range ?? {};
  const ratedA = CURRENTS.has(row.key) ? ratedCurrentA(variant) : max;
  return value >= min && value <= Math.min(max, ratedA);
}

/** @param row undefined for a key that the charger does not have */
export function checkWrite(row: Datapoint | undefined, value: JsonValue, variant: 11 | 22): Verdict {
  if (row === undefined) return 'unknown key';
  if (row.access === 'R') return 'key is read only';
  if (isOption(value, row)) return true;
  if (!hasType(value, row)) return `wrong type, ${row.type} expected`;
  if (row.options !== undefined && value !== null) return 'not one of the possible values';
  return isInRange(value, row, variant) ? true : 'out of range';
}
