import type * as z from 'zod';
import type { ConfigProblem } from './config-error.js';
import { didYouMean } from './did-you-mean.js';
import { expectation } from './expectation.js';
import { type Field, fieldAt } from './field.js';
import { type ConfigPath, formatPath } from './path.js';
import { memberOf } from './plain.js';

/** A problem that does not know its place yet. */
export interface Explained extends Pick<ConfigProblem, 'path' | 'problem' | 'expected'> {
  readonly at: ConfigPath;
}

/**
 * What an issue of the schema means for the owner of the file: what is wrong and what would be right, in words that
 * hold no value, because values may be secrets.
 * @param issue from a parse with `reportInput`
 */
export function explainIssue(issue: z.core.$ZodIssue, root: Field): readonly Explained[] {
  const at = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const path = formatPath(at);
  const field = fieldAt(root, at);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => unknownField(name, memberOf(issue.input, name), field, at));
  }
  if (issue.code === 'custom') return [{ at, path, problem: issue.message }];
  const problem = path === '' ? `the configuration ${problemOf(issue)}` : problemOf(issue);
  return [field === undefined ? { at, path, problem } : { at, path, problem, expected: expectation(field) }];
}

/**
 * A name is repeated only when it looks like one: in `{ password: a, b }` the unknown name is half of a password.
 */
function unknownField(name: string, value: unknown, field: Field | undefined, at: ConfigPath): Explained {
  const names = field?.kind === 'section' ? [...field.fields.keys()] : [];
  const near = didYouMean(name, names);
  const place = { at: [...at, name], path: formatPath([...at, name]) };
  if (near !== undefined) return { ...place, problem: `is not known; did you mean ${near}?` };
  const expected = `one of ${names.join(', ')}`;
  const looksLikeName = value !== undefined && /^[\w.-]{1,40}$/.test(name);
  if (looksLikeName) return { ...place, problem: 'is not known', expected };
  const problem = 'holds something that is not a field; a text with a comma, colon or # needs quotes';
  return { at: place.at, path: formatPath(at), problem, expected };
}

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'is not a whole number' : kindOf(issue.input);
    case 'invalid_value':
      return typeof issue.input === 'string' ? 'is not one of the possible words' : kindOf(issue.input);
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : 'is too small';
    case 'too_big':
      return 'is too large';
    default:
      return 'is not of the right form';
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  if (Array.isArray(value)) return 'is a list';
  switch (typeof value) {
    case 'string':
      return 'is text';
    case 'boolean':
      return 'is true or false';
    case 'number':
      return Number.isFinite(value) ? 'is a number' : 'is not a finite number';
    default:
      return 'is a section with fields';
  }
}
