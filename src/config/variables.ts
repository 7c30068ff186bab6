import type { Field } from './field.js';
import type { ConfigPath } from './path.js';

/** How every environment variable that sets a field begins. */
export const VARIABLE_PREFIX = 'WATTBRIDGE_';

/** @example variableOf(['chargers', 0, 'host']) // 'WATTBRIDGE_CHARGERS_0_HOST' */
export function variableOf(path: ConfigPath): string {
  return VARIABLE_PREFIX + path.map((step) => String(step).toUpperCase()).join('_');
}

/** The field that a variable sets, found by walking the schema because names hold `_` too; undefined: none. */
export function pathOfVariable(variable: string, root: Field): ConfigPath | undefined {
  return variable.startsWith(VARIABLE_PREFIX)
    ? pathBelow(root, variable.slice(VARIABLE_PREFIX.length))
    : undefined;
}

/** Every value that the schema knows, with 0 for the place in a list. */
export function valuePaths(field: Field, path: ConfigPath = []): readonly ConfigPath[] {
  if (field.kind === 'list') return valuePaths(field.item, [...path, 0]);
  if (field.kind !== 'section') return [path];
  return [...field.fields].flatMap(([name, child]) => valuePaths(child, [...path, name]));
}

function pathBelow(field: Field, rest: string): ConfigPath | undefined {
  for (const [step, child] of nextSteps(field, rest)) {
    const name = String(step).toUpperCase();
    if (rest === name && child.kind !== 'section' && child.kind !== 'list') return [step];
    const below = rest.startsWith(`${name}_`) ? pathBelow(child, rest.slice(name.length + 1)) : undefined;
    if (below !== undefined) return [step, ...below];
  }
  return undefined;
}

function nextSteps(field: Field, rest: string): Iterable<readonly [string | number, Field]> {
  if (field.kind === 'section') return field.fields;
  const index = field.kind === 'list' ? /^(?:0|[1-9]\d{0,3})(?=_|$)/.exec(rest)?.[0] : undefined;
  return field.kind === 'list' && index !== undefined ? [[Number(index), field.item]] : [];
}
