import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  Scalar,
  type YAMLMap,
} from 'yaml';
import { ConfigError, type ConfigProblem } from './config-error.js';
import type { Field } from './field.js';
import { hasReference, type Interpolated } from './interpolate.js';
import { type ConfigPath, formatPath } from './path.js';
import { outsideValue, scalarValue } from './scalar.js';
import { yamlProblem } from './yaml-problems.js';

export type Place = Required<Pick<ConfigProblem, 'file' | 'line' | 'column'>>;

/** What a YAML file says, as plain objects with the names of the file. */
export interface YamlSource {
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** Where the field at a path stands, or else the nearest one around it. */
  locate(path: ConfigPath): Place;
}

export interface YamlFile {
  readonly file: string;
  readonly text: string;
  /** Replaces the references in a text. */
  readonly interpolate: (text: string) => Interpolated;
}

/**
 * Reads a YAML 1.2 document as the schema wants it (see `scalarValue`). Only what the schema knows is followed, which
 * also bounds what aliases can blow up.
 * @throws ConfigError when the text is not YAML; what else is wrong would be guesswork then
 */
export function readYaml({ file, text, interpolate }: YamlFile, root: Field): YamlSource {
  const lines = new LineCounter();
  // Repeated names are found below, where their path is known. Pretty errors would quote the file.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = [...document.errors, ...document.warnings].map((error) => {
    return { ...placeOf(error.pos[0]), path: '', problem: yamlProblem(error) };
  });
  // What follows an error in the same line follows from it.
  const firsts = broken.filter(({ line }, index) => line !== broken[index - 1]?.line);
  if (firsts.length > 0) throw new ConfigError(firsts);
  const reading: Reading = { document, placeOf, interpolate, problems: [], places: new Map() };
  const value = read(reading, document.contents, root, []) ?? {};
  return { value, problems: reading.problems, locate: (path) => locate(reading, path) };
}

interface Reading {
  readonly document: Document;
  readonly placeOf: (offset: number) => Place;
  readonly interpolate: (text: string) => Interpolated;
  readonly problems: ConfigProblem[];
  readonly places: Map<string, Place>;
}

/** @returns undefined when the field counts as left out */
function read(reading: Reading, node: unknown, field: Field | undefined, path: ConfigPath): unknown {
  // Of a field that the schema does not know, it only matters whether there is something behind its name.
  if (field === undefined) return node === null || (isScalar(node) && node.value === null) ? undefined : true;
  if (isAlias(node)) {
    const target = node.resolve(reading.document);
    if (target !== undefined) return read(reading, target, field, path);
    report(
      reading,
      path,
      'refers to an anchor that is not defined above; a text that begins with * needs quotes',
    );
    return undefined;
  }
  if (isMap(node)) return field.kind === 'section' ? readSection(reading, node, field.fields, path) : {};
  if (isSeq(node)) return field.kind === 'list' ? readList(reading, node.items, field.item, path) : [];
  return isScalar(node) ? readScalar(reading, node, field, path) : undefined;
}

function readSection(
  reading: Reading,
  node: YAMLMap,
  fields: ReadonlyMap<string, Field>,
  path: ConfigPath,
): unknown {
  const entries = new Map<string, unknown>();
  for (const { key, value: child } of node.items) {
    const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
    const fieldPath = [...path, name];
    const first = reading.places.get(formatPath(fieldPath));
    reading.places.set(formatPath(fieldPath), reading.placeOf(offsetOf(key)));
    if (entries.has(name) && fields.has(name))
      report(reading, fieldPath, `is there twice, first in line ${first?.line}`);
    const value = read(reading, child, fields.get(name), fieldPath);
    if (value !== undefined || !fields.has(name)) entries.set(name, value);
  }
  return Object.fromEntries(entries);
}

function readList(reading: Reading, items: readonly unknown[], field: Field, path: ConfigPath): unknown {
  return items.map((item, index) => {
    const itemPath = [...path, index];
    reading.places.set(formatPath(itemPath), reading.placeOf(offsetOf(item)));
    return read(reading, item, field, itemPath) ?? null;
  });
}

function readScalar(reading: Reading, node: Scalar, field: Field, path: ConfigPath): unknown {
  if (typeof node.value === 'string' && hasReference(node.value)) {
    const { text, problems } = reading.interpolate(node.value);
    for (const problem of problems) report(reading, path, problem);
    return outsideValue(text, field);
  }
  const isWord = node.type === Scalar.PLAIN && node.tag === undefined;
  return isWord ? scalarValue(node.source ?? '', field) : node.value;
}

function report(reading: Reading, path: ConfigPath, problem: string): void {
  reading.problems.push({ ...locate(reading, path), path: formatPath(path), problem });
}

function locate({ places, placeOf }: Reading, path: ConfigPath): Place {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(formatPath(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return placeOf(0);
}

function offsetOf(node: unknown): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}
