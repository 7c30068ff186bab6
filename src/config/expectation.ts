import type { Field } from './field.js';

/** What would be right for a field, to be read after "expected:". */
export function expectation(field: Field): string {
  const words = possibleValues(field);
  return field.example === undefined ? words : `${words}; for example ${field.example}`;
}

/** @example 'a number from 1 to 60 (s)' */
export function possibleValues(field: Field): string {
  return field.expects ?? `${wordsFor(field)}${field.nullable ? ' or null' : ''}`;
}

function wordsFor(field: Field): string {
  switch (field.kind) {
    case 'section':
      return `a section with the fields ${[...field.fields.keys()].join(', ')}`;
    case 'list':
      return 'a list, each item with `- ` before it';
    case 'choice':
      return field.choices.length === 1 ? field.choices.join() : `one of ${field.choices.join(', ')}`;
    case 'boolean':
      return 'true or false';
    case 'number':
      return numberWords(field.integer === true, field.min, field.max, field.unit);
    case 'text':
      return 'text';
  }
}

function numberWords(integer: boolean, min?: number, max?: number, unit?: string): string {
  const range = min === undefined || max === undefined ? '' : ` from ${min} to ${max}`;
  return `${integer ? 'a whole number' : 'a number'}${range}${unit === undefined ? '' : ` (${unit})`}`;
}
