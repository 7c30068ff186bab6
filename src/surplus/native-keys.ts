import { isJsonObject, type JsonValue } from '../json.js';
import { SET_POINT_KEYS, type SetPoint } from './set-point.js';

/** Key by which the charger is put back although the process that set it up is gone. */
export const BEFORE_NATIVE_KEY = 'native_before';

/** What was there before mode native, as a value of the catalogue. */
export function valueOfBefore(before: SetPoint | undefined): JsonValue {
  return before === undefined ? null : { ...before };
}

/** What an earlier run published of it. */
export function beforeNativeOf(values: ReadonlyMap<string, JsonValue>): SetPoint | undefined {
  const value = values.get(BEFORE_NATIVE_KEY);
  if (!isJsonObject(value)) return undefined;
  const isOne = (each: JsonValue | undefined) => typeof each === 'number' || typeof each === 'boolean';
  const entries = SET_POINT_KEYS.filter((key) => isOne(value[key])).map((key) => [key, value[key]]);
  return Object.fromEntries(entries) as SetPoint;
}
