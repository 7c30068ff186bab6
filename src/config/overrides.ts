import type { ConfigProblem } from './config-error.js';
import { didYouMean } from './did-you-mean.js';
import { type Field, fieldAt } from './field.js';
import { type ConfigPath, formatPath } from './path.js';
import { memberOf, withValue } from './plain.js';
import { outsideValue } from './scalar.js';
import { pathOfVariable, VARIABLE_PREFIX, valuePaths, variableOf } from './variables.js';

/** Not a field: where the configuration is (see the command line). */
const PATH_VARIABLE = 'WATTBRIDGE_CONFIG';

export interface Overridden {
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** The variable that set exactly the field at this path. */
  variableAt(path: ConfigPath): string | undefined;
}

/**
 * Puts the values of `WATTBRIDGE_…` variables over a configuration. An empty variable counts as not set.
 * @param value plain objects with the names of the file; stays as it is
 */
export function applyOverrides(
  value: unknown,
  root: Field,
  env: Readonly<Record<string, string | undefined>>,
): Overridden {
  const variables = new Map<string, string>();
  const problems: ConfigProblem[] = [];
  let result = value;
  for (const [variable, word] of overridesIn(env)) {
    const path = pathOfVariable(variable, root);
    if (path === undefined) {
      problems.push(unknownVariable(variable, root));
      continue;
    }
    const override = outsideValue(word, fieldAt(root, path));
    const missing = missingItem(result, path);
    if (missing !== undefined) {
      problems.push({
        variable,
        path: formatPath(path),
        problem: `is too far: there is no ${missing} before it`,
      });
    } else if (override !== undefined) {
      result = withValue(result, path, override);
      variables.set(formatPath(path), variable);
    }
  }
  return { value: result, problems, variableAt: (path) => variables.get(formatPath(path)) };
}

/** In numerical order, so that `METERS_9` comes before `METERS_10`. */
function overridesIn(
  env: Readonly<Record<string, string | undefined>>,
): readonly (readonly [string, string])[] {
  return Object.entries(env)
    .map(([name, value = '']) => [name, value] as const)
    .filter(([name, value]) => name.startsWith(VARIABLE_PREFIX) && name !== PATH_VARIABLE && value !== '')
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

function unknownVariable(variable: string, root: Field): ConfigProblem {
  const near = didYouMean(variable, valuePaths(root).map(variableOf));
  const hint = near === undefined ? 'docs/configuration.md says how names are made' : `did you mean ${near}?`;
  return { variable, path: '', problem: `sets no field of the configuration; ${hint}` };
}

/** The first item that a list lacks before the one on this path. */
function missingItem(value: unknown, path: ConfigPath): string | undefined {
  let container = value;
  for (const [depth, step] of path.entries()) {
    const length = Array.isArray(container) ? container.length : 0;
    if (typeof step === 'number' && step > length) return formatPath([...path.slice(0, depth), length]);
    container = memberOf(container, step);
  }
  return undefined;
}
