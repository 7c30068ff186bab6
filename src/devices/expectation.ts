import type { Datapoint, Range } from './datapoint.js';
import type { LimitedRange } from './device.js';

/** Units in words; others are named as they are. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  A: 'amperes',
  V: 'volts',
  W: 'watts',
  Wh: 'watt-hours',
  kWh: 'kilowatt-hours',
  Hz: 'hertz',
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minutes',
  '%': 'per cent',
};

/**
 * What a key takes, for messages to whoever wrote something else.
 * @example expectation(amp, limits) // 'amp takes whole amperes from 6 to 16 (ama is 16)'
 */
export function expectation(datapoint: Datapoint, limits?: LimitedRange): string {
  const orNull = datapoint.nullable && !datapoint.options?.['null'] ? ', or null' : '';
  return `${datapoint.key} takes ${kindOf(datapoint, limits)}${orNull}`;
}

function kindOf(datapoint: Datapoint, limits: LimitedRange | undefined): string {
  if (datapoint.options !== undefined) return choices(datapoint.options);
  switch (datapoint.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `whole ${unitWords(datapoint)}${bounds(datapoint.range, limits)}`;
    case 'number':
      return `${unitWords(datapoint)}${bounds(datapoint.range, limits)}`;
    case 'string':
      return datapoint.maxLength === undefined ? 'text' : `text of at most ${datapoint.maxLength} characters`;
    case 'array':
      return 'a JSON array';
    case 'object':
      return 'a JSON object';
  }
}

function choices(options: Readonly<Record<string, string>>): string {
  const all = Object.entries(options).map(([code, words]) => `${code} (${words})`);
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}

function unitWords({ unit }: Datapoint): string {
  if (unit === undefined) return 'numbers';
  return UNIT_WORDS[unit] ?? `numbers in ${unit}`;
}

function bounds(range: Range | undefined, limits: LimitedRange | undefined): string {
  const present = limits ?? range;
  if (present === undefined) return '';
  const because = limits === undefined ? '' : ` (${limits.because})`;
  return ` from ${present.min} to ${present.max}${because}`;
}
