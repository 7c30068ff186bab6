import { isJsonObject, type JsonValue } from '../../json.js';
import { DeviceError } from '../device-error.js';
import { parseJsonBody } from '../json-body.js';
import { obisKey } from './obis.js';

/** What an answer to `GET /value` says. */
export interface Measurement {
  /** OBIS code → value; W, Wh and so on as in the catalogue. */
  readonly values: ReadonlyMap<string, number>;
  /** The meter's own time, ms since 1970; absent when the answer has no usable `timestamp`. */
  readonly measuredAtMs?: number;
  /** What of the answer could not be used, in sentences that stay the same while the trouble does. */
  readonly problems: readonly string[];
}

/** Seconds reach this number in the year 5138: a larger timestamp is in milliseconds. */
const MILLISECONDS_FROM = 1e11;
/** The last moment that a JavaScript Date can hold, ms. */
const LAST_MOMENT_MS = 8.64e15;

/**
 * Reads the JSON of powerfox local API, section 7. One bad value is left out and does not harm the others.
 * @throws DeviceError `invalid_json`, `invalid_response`
 */
export function decodeMeasurement(body: string, who = 'the poweropti'): Measurement {
  const answer = parseJsonBody(body, who);
  const entries = isJsonObject(answer) ? answer['values'] : undefined;
  if (!isJsonObject(answer) || !Array.isArray(entries)) throw anotherForm(answer, who);

  const problems: string[] = [];
  const values = readValues(entries, problems);
  const measuredAtMs = readTimestamp(answer['timestamp'], problems);
  return { values, problems, ...(measuredAtMs !== undefined && { measuredAtMs }) };
}

function readValues(entries: readonly JsonValue[], problems: string[]): ReadonlyMap<string, number> {
  if (entries.length === 0) {
    problems.push(
      'The poweropti sends no values at all: check that it sits well on the meter and that the meter is unlocked (PIN).',
    );
  }
  const values = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const code = isJsonObject(entry) ? entry['obis'] : undefined;
    if (!isJsonObject(entry) || typeof code !== 'string' || code === '') {
      problems.push(`Entry ${index + 1} of "values" has no OBIS code and is left out.`);
    } else if (typeof entry['value'] === 'number') {
      values.set(obisKey(code), entry['value']);
    } else {
      problems.push(`The value of ${code} is ${typeInWords(entry['value'])}, not a number, and is left out.`);
    }
  }
  return values;
}

function readTimestamp(timestamp: JsonValue | undefined, problems: string[]): number | undefined {
  if (typeof timestamp !== 'number' || Math.abs(timestamp) > LAST_MOMENT_MS) {
    problems.push(
      `The "timestamp" is ${typeInWords(timestamp)}, not seconds since 1970: whether a value is old cannot be seen.`,
    );
    return undefined;
  }
  if (Math.abs(timestamp) < MILLISECONDS_FROM) return Math.round(timestamp * 1000);
  problems.push(
    'The "timestamp" is in milliseconds, not in seconds as documented; it is read as milliseconds.',
  );
  return Math.round(timestamp);
}

function anotherForm(answer: JsonValue, who: string): DeviceError {
  const found = isJsonObject(answer)
    ? `"values" is ${typeInWords(answer['values'])}`
    : `it is ${typeInWords(answer)}`;
  return new DeviceError(
    'invalid_response',
    `The answer of ${who} is JSON, but not {"timestamp": …, "values": […]}: ${found}. Is this another device?`,
  );
}

function typeInWords(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number') return 'out of all bounds';
  return typeof value === 'string' ? 'a text' : 'true or false';
}
