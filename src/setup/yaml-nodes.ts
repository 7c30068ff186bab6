import { type Document, isMap, isScalar, isSeq, type Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { ConfigError } from '../config/config-error.js';

/** The nodes of a YAML document to be changed, comments and all; what is missing is made. */

/** @throws ConfigError when the file is no section */
export function rootOf(document: Document): YAMLMap {
  const { contents } = document;
  if (isMap(contents)) return contents;
  const root = inPlaceOf(contents, new YAMLMap(document.schema), '');
  document.contents = root;
  return root;
}

/** @throws ConfigError when something else than a section stands there, such as an alias */
export function sectionAt(parent: YAMLMap, name: string): YAMLMap {
  const node = parent.get(name, true);
  if (isMap(node)) return node;
  const section = inPlaceOf(node, new YAMLMap(parent.schema), name);
  parent.set(name, section);
  return section;
}

/** @throws ConfigError when something else than a list stands there, such as an alias */
export function listAt(parent: YAMLMap, name: string): YAMLSeq {
  const node = parent.get(name, true);
  if (isSeq(node)) return node;
  const list = inPlaceOf(node, new YAMLSeq(parent.schema), name);
  parent.set(name, list);
  return list;
}

/** A section that holds nothing but comments is read as an empty value, which carries them. */
function inPlaceOf<T extends YAMLMap | YAMLSeq>(node: unknown, made: T, path: string): T {
  if (node === undefined || node === null) return made;
  if (!isScalar(node) || node.value !== null) throw notByPage(path);
  const { comment } = node as Scalar;
  if (comment) made.commentBefore = comment;
  return made;
}

export function notByPage(path: string): ConfigError {
  return new ConfigError([
    { path, problem: 'is written in a way that only a person can change: edit the file by hand' },
  ]);
}
