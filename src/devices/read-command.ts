import { CommandError, type CommandErrorCode } from '../bridge/command-error.js';
import { isJsonObject, type JsonValue } from '../json.js';
import type { Datapoint } from './datapoint.js';
import type { LimitedRange } from './device.js';
import { expectation } from './expectation.js';

/** Longer than anything that a device takes, in bytes. */
const MAX_BYTES = 8192;
/** Deeper than anything that a device takes. */
const MAX_DEPTH = 32;
/** Of a refused payload, in the message. */
const MAX_QUOTED = 40;

/**
 * Reads the payload of a set-topic. A text is the payload itself, without quotes (`null` means null where the row
 * allows it); everything else is JSON. Enumerations take the code, or its words in any case.
 * @param limits what the device's present values allow, instead of the row's own range
 * @throws CommandError `read_only`, `invalid_json`, `invalid_type`, `out_of_range`
 */
export function readCommand(datapoint: Datapoint, payload: string, limits?: LimitedRange): JsonValue {
  requireWritable(datapoint);
  requireSize(datapoint, payload);
  const code = optionOf(datapoint, payload);
  const value = code === undefined ? parse(datapoint, payload, limits) : code;
  return check({ datapoint, value, text: payload, limits });
}

/**
 * Checks a value that came as JSON, for example as a member of a command of several keys.
 * @returns the value as the device takes it: the code of an enumeration for its words
 * @throws CommandError `read_only`, `invalid_type`, `out_of_range`
 */
export function checkValue(datapoint: Datapoint, value: JsonValue, limits?: LimitedRange): JsonValue {
  requireWritable(datapoint);
  const text = isSound(value) ? JSON.stringify(value) : 'an endless number, or too many levels';
  requireSize(datapoint, text);
  const code = optionOf(datapoint, typeof value === 'string' ? value : text);
  return check({ datapoint, value: code === undefined ? value : code, text, limits });
}

/** What was understood, and the text as it came, for the message. */
interface Wish {
  readonly datapoint: Datapoint;
  readonly value: JsonValue;
  readonly text: string;
  readonly limits: LimitedRange | undefined;
}

function check(wish: Wish): JsonValue {
  const { datapoint, value } = wish;
  if (!isSound(value)) throw refusal('out_of_range', wish);
  if (value === null && datapoint.nullable) return value;
  if (datapoint.options !== undefined) return checkOption(wish);
  if (!hasType(datapoint, value)) throw refusal('invalid_type', wish);
  if (!isInBounds(wish)) throw refusal('out_of_range', wish);
  return value;
}

function requireWritable({ key, access }: Datapoint): void {
  if (access === 'R') throw new CommandError('read_only', `${key} can only be read`);
}

function requireSize({ key }: Datapoint, text: string): void {
  if (Buffer.byteLength(text) <= MAX_BYTES) return;
  throw new CommandError('out_of_range', `${key} takes at most ${MAX_BYTES} bytes at once`);
}

/** The code of an option, by the code itself or by its words. */
function optionOf({ options = {}, type }: Datapoint, text: string): JsonValue | undefined {
  const wanted = text.trim();
  for (const [codeText, words] of Object.entries(options)) {
    const code = JSON.parse(codeText) as JsonValue;
    const isCode = codeText === wanted || (type === 'string' && code === text);
    if (isCode || words.toLowerCase() === wanted.toLowerCase()) return code;
  }
  return undefined;
}

function checkOption(wish: Wish): JsonValue {
  const { datapoint, value } = wish;
  if (Object.hasOwn(datapoint.options ?? {}, JSON.stringify(value))) return value;
  // A text may have been meant as the words of an option.
  const isChoice = typeof value === 'string' || hasType(datapoint, value);
  throw refusal(isChoice ? 'out_of_range' : 'invalid_type', wish);
}

function parse(datapoint: Datapoint, payload: string, limits: LimitedRange | undefined): JsonValue {
  if (datapoint.type === 'string') return payload === 'null' && datapoint.nullable ? null : payload;
  try {
    return JSON.parse(payload) as JsonValue;
  } catch {
    // The cause is left out: a SyntaxError quotes the payload, which may be a secret.
    const code = datapoint.options === undefined ? 'invalid_json' : 'out_of_range';
    throw refusal(code, { datapoint, value: payload, text: payload, limits });
  }
}

function hasType({ type }: Datapoint, value: JsonValue): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === type;
  }
}

function isInBounds({ datapoint, value, limits }: Wish): boolean {
  if (typeof value === 'string') return [...value].length <= (datapoint.maxLength ?? MAX_BYTES);
  const range = limits ?? datapoint.range;
  if (typeof value !== 'number' || range === undefined) return true;
  return value >= range.min && value <= range.max;
}

/** JSON has no infinity, but `1e999` is JSON and becomes one. Not recursive: what comes in may be as deep as it likes. */
function isSound(value: JsonValue): boolean {
  const open: { readonly item: JsonValue; readonly depth: number }[] = [{ item: value, depth: 0 }];
  for (const { item, depth } of open) {
    if (depth > MAX_DEPTH || (typeof item === 'number' && !Number.isFinite(item))) return false;
    if (typeof item !== 'object' || item === null) continue;
    for (const member of Object.values(item)) open.push({ item: member, depth: depth + 1 });
  }
  return true;
}

function refusal(code: CommandErrorCode, { datapoint, text, limits }: Wish): CommandError {
  const quoted = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  // What somebody wrote to a secret key is a secret too.
  const got = datapoint.secret ? '' : `; got ${quoted === '' ? 'an empty payload' : quoted}`;
  return new CommandError(code, `${expectation(datapoint, limits)}${got}`, {
    context: { key: datapoint.key },
  });
}
