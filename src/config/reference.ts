import { possibleValues } from './expectation.js';
import type { Field, Section } from './field.js';
import { REFERENCE_INTRODUCTION, REFERENCE_RULES } from './reference-text.js';

interface Chapter {
  /** `mqtt.embedded.users[]`; empty for the top of the file. */
  readonly path: string;
  readonly section: Section;
  readonly description: string | undefined;
}

/** docs/configuration.md: a table for every section of the schema, between the texts that no schema can hold. */
export function renderReference(root: Section): string {
  const chapters = chaptersOf('', root, undefined).map(renderChapter);
  return [REFERENCE_INTRODUCTION, '## Fields', ...chapters, REFERENCE_RULES].join('\n\n');
}

function chaptersOf(path: string, section: Section, description: string | undefined): readonly Chapter[] {
  const below = [...section.fields].flatMap(([name, field]) => {
    const inner = sectionOf(field);
    const innerPath = pathOf(path, name, field);
    return inner === undefined ? [] : chaptersOf(innerPath, inner, field.description);
  });
  return [{ path, section, description }, ...below];
}

/** The section that a field is, or that each of its items is. */
function sectionOf(field: Field): Section | undefined {
  if (field.kind === 'list') return sectionOf(field.item);
  return field.kind === 'section' ? field : undefined;
}

function pathOf(path: string, name: string, field: Field): string {
  return `${path === '' ? '' : `${path}.`}${name}${field.kind === 'list' ? '[]' : ''}`;
}

function renderChapter({ path, section, description }: Chapter): string {
  const rows = [...section.fields].map(([name, field]) => renderRow(path, name, field));
  const table = ['| field | value | default | what it is |', '|---|---|---|---|', ...rows].join('\n');
  if (path === '') return table;
  return [`### \`${path}\``, ...(description === undefined ? [] : [description]), table].join('\n\n');
}

function renderRow(path: string, name: string, field: Field): string {
  const inner = sectionOf(field) === undefined ? undefined : pathOf(path, name, field);
  const value = inner === undefined ? valueWords(field) : `see [\`${inner}\`](#${anchor(inner)})`;
  const description = [field.description, field.secret && 'Secret: better as a [reference](#references).'];
  const cells = [`\`${name}\``, value, defaultWords(field), description.filter(Boolean).join(' ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function valueWords(field: Field): string {
  if (field.kind === 'list') return `list: ${possibleValues(field.item)}`;
  return field.kind === 'choice' ? field.choices.map(code).join(', ') : possibleValues(field);
}

function defaultWords(field: Field): string {
  if (field.defaultText !== undefined) return field.defaultText;
  if (field.defaultValue !== undefined) return code(JSON.stringify(field.defaultValue).replaceAll('"', ''));
  return field.optional ? '' : '**required**';
}

function code(text: string): string {
  return `\`${text}\``;
}

/** As GitHub makes it from a heading. */
function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '');
}
