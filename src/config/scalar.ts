import { isScalar, parseDocument } from 'yaml';
import type { Field } from './field.js';

/**
 * The value of a word without quotes. Where the schema wants text, the word is taken as it is written, so that a
 * password `0123`, a key `1097e5725557` or a version `5` does not turn into a number. Elsewhere YAML 1.2 decides.
 * Nothing (and `null` where the field does not take it) means that the field is left out: undefined.
 */
export function scalarValue(word: string, field: Field | undefined): unknown {
  if (word === '') return undefined;
  const value = yamlScalar(word);
  if (value === null) return field?.nullable ? null : undefined;
  return field?.kind === 'text' || field?.kind === 'choice' ? word : value;
}

/** For values from elsewhere, which cannot be quoted: text is taken as it is, even the word `null`. */
export function outsideValue(word: string, field: Field | undefined): unknown {
  const isText = field?.kind === 'text' && !field.nullable && word !== '';
  return isText ? word : scalarValue(word, field);
}

function yamlScalar(word: string): unknown {
  const { contents, errors } = parseDocument(word);
  return isScalar(contents) && errors.length === 0 ? contents.value : word;
}
