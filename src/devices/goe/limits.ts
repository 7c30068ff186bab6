import type { Datapoint } from '../datapoint.js';
import type { LimitedRange } from '../device.js';
import type { GoeValues } from './transport.js';

interface Bound {
  readonly amps: number;
  /** In words: `ama is 16`. */
  readonly because: string;
}

/** Keys that set a current in A → the keys that bound it from above, the most telling first. */
const UPPER: Readonly<Record<string, readonly string[]>> = {
  amp: ['ama', 'var', 'cbl', 'adi', 'amt'],
  tcl: ['ama', 'var', 'cbl', 'adi', 'amt'],
  mca: ['ama', 'var'],
  lof: ['ama', 'var'],
  ocppf: ['ama', 'var'],
  ama: ['var'],
};

/** The charger does not charge below its configured minimum. */
const LOWER: ReadonlySet<string> = new Set(['amp', 'tcl']);

/** The 16 A adapter. */
const ADAPTER_A = 16;
/** `var`: kW of the model → A. */
const MODEL_A: Readonly<Record<number, number>> = { 11: 16, 22: 32 };

/**
 * The bounds that the charger's present values put on a written current, in A: `ama` (installation), `var` (model),
 * `cbl` (cable), `adi` (16 A adapter), `amt` (temperature), and `mca` from below. Its lowest set-point stays allowed
 * however low the charger's own limits fall, because the charger enforces them itself.
 * @returns undefined when nothing is narrower than the row's own range
 */
export function currentLimits({ key, range }: Datapoint, values: GoeValues): LimitedRange | undefined {
  const uppers = UPPER[key];
  if (uppers === undefined || range === undefined) return undefined;

  const lower = LOWER.has(key) ? lowerBound(values, range.min) : undefined;
  const min = lower?.amps ?? range.min;
  const upper = lowest(
    uppers.map((name) => upperBound(name, values)),
    range.max,
  );
  const max = Math.max(min, upper?.amps ?? range.max);
  const because = [lower, upper].filter((bound) => bound !== undefined).map((bound) => bound.because);
  return because.length === 0 ? undefined : { ...range, min, max, because: because.join(', ') };
}

function lowerBound(values: GoeValues, rangeMin: number): Bound | undefined {
  const amps = values.get('mca');
  return typeof amps === 'number' && amps > rangeMin ? { amps, because: `mca is ${amps}` } : undefined;
}

function upperBound(name: string, values: GoeValues): Bound | undefined {
  const value = values.get(name);
  const because = `${name} is ${JSON.stringify(value)}`;
  if (name === 'adi') return value === true ? { amps: ADAPTER_A, because } : undefined;
  if (typeof value !== 'number' || value <= 0) return undefined;
  const amps = name === 'var' ? MODEL_A[value] : value;
  return amps === undefined ? undefined : { amps, because };
}

/** The narrowest of the bounds that are narrower than the row's range; the first of equal ones. */
function lowest(bounds: readonly (Bound | undefined)[], rangeMax: number): Bound | undefined {
  let narrowest: Bound | undefined;
  for (const bound of bounds) {
    if (bound !== undefined && bound.amps < (narrowest?.amps ?? rangeMax)) narrowest = bound;
  }
  return narrowest;
}
