import type { JsonObject, JsonValue } from '../json.js';
import type { Datapoint, Part } from './datapoint.js';

export const MASK = '***';

/**
 * The value as it may be shown to everybody: texts, numbers, true and false of a secret row become `***`, within
 * arrays and objects too, whose form stays. A part's own row decides for that member: a part that is not secret stays
 * readable in a secret value, and a secret part is masked in a value that is not. `null` and the empty text say
 * nothing and stay.
 */
export function maskValue(datapoint: Datapoint, value: JsonValue): JsonValue {
  // A derived part shows something else than the member at its path.
  const parts = (datapoint.parts ?? []).filter((part) => part.path.length > 0 && part.derive === undefined);
  if (!datapoint.secret && !parts.some((part) => part.secret)) return value;
  return maskMember(value, [], datapoint.secret === true, parts);
}

/** The same for a member that is shown by itself. */
export function maskPart(part: Part, member: JsonValue): JsonValue {
  return part.secret ? maskMember(member, [], true, []) : member;
}

function maskMember(
  member: JsonValue,
  path: Part['path'],
  secretSoFar: boolean,
  parts: readonly Part[],
): JsonValue {
  const own = parts.find((part) => samePath(part.path, path));
  const secret = own === undefined ? secretSoFar : own.secret === true;
  if (Array.isArray(member)) {
    return member.map((item: JsonValue, index) => maskMember(item, [...path, index], secret, parts));
  }
  if (typeof member === 'object' && member !== null) {
    const names = Object.entries(member as JsonObject);
    return Object.fromEntries(
      names.map(([name, item]) => [name, maskMember(item, [...path, name], secret, parts)]),
    );
  }
  return !secret || member === null || member === '' ? member : MASK;
}

function samePath(a: Part['path'], b: Part['path']): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
