import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Datapoint, Part } from '../../../../src/devices/datapoint.js';
import { GOE_DATAPOINTS, goeCatalogue } from '../../../../src/devices/goe/catalogue.js';

export const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8');

const CATALOGUE = goeCatalogue();

export function rowOf(key: string): Datapoint {
  return CATALOGUE.get(key) ?? expect.fail(`no row for ${key}`);
}

export const partsOf = (row: Datapoint): readonly Part[] => row.parts ?? [];

export const partOf = (key: string, name: string): Part | undefined =>
  partsOf(rowOf(key)).find((part) => part.name === name);

export const keysWhere = (has: (row: Datapoint) => unknown): string[] =>
  GOE_DATAPOINTS.filter((row) => has(row)).map(({ key }) => key);

export const duplicates = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);
