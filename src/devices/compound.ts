import { isJsonObject, type JsonValue } from '../json.js';
import type { Datapoint, Part } from './datapoint.js';

/** The last moment that a JavaScript Date can hold, ms. */
const LAST_MOMENT_MS = 8.64e15;

/**
 * The members of a compound value, by the names of its parts. A member that the value does not have is absent. It is
 * `null`, like the parts of a value that is `null` itself, when it holds something that cannot be read (the error
 * text of a broken temperature sensor), so that an old number does not seem to live on.
 * @param values all values of the device, for parts that are derived from several
 */
export function partsOf(
  datapoint: Datapoint,
  value: JsonValue,
  values: ReadonlyMap<string, JsonValue>,
): ReadonlyMap<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  for (const part of datapoint.parts ?? []) {
    const member = value === null ? null : memberAt(value, part.path);
    const shown =
      part.derive === 'boot_time_plus' ? momentOf(member, values.get('tab')) : readable(part, member);
    if (shown !== undefined) members.set(part.name, shown);
  }
  return members;
}

function memberAt(value: JsonValue, path: Part['path']): JsonValue | undefined {
  let member: JsonValue | undefined = value;
  for (const step of path) {
    if (Array.isArray(member) && typeof step === 'number') member = member[step];
    else if (isJsonObject(member) && Object.hasOwn(member, step)) member = member[step];
    else return undefined;
  }
  return member;
}

function readable({ type }: Part, member: JsonValue | undefined): JsonValue | undefined {
  const wantsNumber = type === 'number' || type === 'integer';
  return wantsNumber && member !== undefined && typeof member !== 'number' ? null : member;
}

/**
 * @param sinceBootMs what the charger says, ms since it was started
 * @param bootMs `tab`, when it was started, ms since 1970; without it the moment is not known
 */
function momentOf(
  sinceBootMs: JsonValue | undefined,
  bootMs: JsonValue | undefined,
): string | null | undefined {
  if (sinceBootMs === null) return null;
  if (typeof sinceBootMs !== 'number' || typeof bootMs !== 'number') return undefined;
  const momentMs = bootMs + sinceBootMs;
  return Math.abs(momentMs) <= LAST_MOMENT_MS ? new Date(momentMs).toISOString() : undefined;
}
