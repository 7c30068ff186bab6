import type { ConfigPath } from './path.js';

/** Plain objects and arrays as they come out of a file, before the schema has seen them. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function memberOf(container: unknown, step: string | number): unknown {
  if (Array.isArray(container)) return container[Number(step)];
  return isPlainObject(container) && Object.hasOwn(container, step) ? container[step] : undefined;
}

/**
 * A copy with the value at this path; what is missing on the way is made. Where something of another type is in the
 * way, it stays: whoever checks the whole will complain about it.
 */
export function withValue(container: unknown, path: ConfigPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const member = withValue(memberOf(container, step), rest, value);
  if (typeof step === 'number') {
    if (container !== undefined && !Array.isArray(container)) return container;
    return Object.assign([...(container ?? [])], { [step]: member });
  }
  return container === undefined || isPlainObject(container) ? { ...container, [step]: member } : container;
}
