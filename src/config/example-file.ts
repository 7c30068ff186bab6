import { stringify } from 'yaml';
import type { Field, Section } from './field.js';

const HEADER = `# All settings of wattbridge with their defaults. Settings are switched off by a # without a blank behind it;
# a # with a blank begins an explanation. How values, secrets and environment variables work: docs/configuration.md`;

const WIDTH = 100;

/** wattbridge.example.yaml: every field with its default and description; only the shortest useful part is active. */
export function renderExample(root: Section): string {
  const blocks = [...root.fields].map(([name, field]) => renderField(name, field).join('\n'));
  return `${[HEADER, ...blocks].join('\n\n')}\n`;
}

function renderField(name: string, field: Field): readonly string[] {
  return [...comment(field.description ?? ''), ...renderSetting(name, field)];
}

function renderSetting(name: string, field: Field): readonly string[] {
  if (field.kind === 'section') return [`${name}:`, ...indented(renderFields(field))];
  if (field.kind === 'list' && field.item.kind === 'section') {
    const item = renderItem(field.item);
    return [`${name}:`, ...indented(field.minimal ? item : item.map(switchedOff))];
  }
  const line = `${name}: ${stringify(shownValue(field), { collectionStyle: 'flow', lineWidth: 0 }).trim()}`;
  return [field.minimal ? line : switchedOff(line)];
}

function renderFields(section: Section): readonly string[] {
  return [...section.fields].flatMap(([name, field]) => renderField(name, field));
}

/** The fields of an item, `- ` before the first setting. */
function renderItem(section: Section): readonly string[] {
  const lines = renderFields(section);
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines.map((line, index) => {
    if (index < first) return line;
    return index === first ? `- ${line}` : `  ${line}`;
  });
}

function shownValue(field: Exclude<Field, Section>): unknown {
  if (field.defaultValue !== undefined) return field.defaultValue;
  if (field.kind === 'list') return [field.item.example];
  return field.example ?? field.choices[0];
}

function switchedOff(line: string): string {
  return line.startsWith('#') ? line : `#${line}`;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function comment(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > WIDTH) lines.push(` ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => `#${line}`);
}
