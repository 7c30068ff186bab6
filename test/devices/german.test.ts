import { describe, expect, it } from 'vitest';
import type { Datapoint } from '../../src/devices/datapoint.js';
import type { GermanTexts } from '../../src/devices/german-text.js';
import { GOE_DATAPOINTS, goeCatalogue } from '../../src/devices/goe/catalogue.js';
import { GOE_GERMAN } from '../../src/devices/goe/german.js';
import { POWEROPTI_DATAPOINTS } from '../../src/devices/poweropti/catalogue.js';
import { POWEROPTI_GERMAN } from '../../src/devices/poweropti/german.js';
import { SURPLUS_DATAPOINTS } from '../../src/surplus/catalogue.js';
import { SURPLUS_GERMAN } from '../../src/surplus/german.js';

/** Rows whose words depend on the firmware are here in both forms. */
const GOE_ROWS = [...GOE_DATAPOINTS, ...['err', 'wst'].flatMap((key) => goeCatalogue('53.1').get(key) ?? [])];

const keysOf = (rows: readonly Datapoint[]): readonly string[] => rows.map(({ key }) => key);

/** Whether Home Assistant shows the key or a part of it without the owner doing anything. */
const isCurated = ({ entity, parts = [] }: Datapoint): boolean =>
  [entity, ...parts.map((part) => part.entity)].some((each) => typeof each === 'object' && each.enabled);

describe.each<[string, readonly Datapoint[], GermanTexts]>([
  ['go-e', GOE_ROWS, GOE_GERMAN],
  ['poweropti', POWEROPTI_DATAPOINTS, POWEROPTI_GERMAN],
  ['controller', SURPLUS_DATAPOINTS, SURPLUS_GERMAN],
])('the German texts of %s', (_device, rows, german) => {
  it('are about keys that there are, and say something', () => {
    expect(keysOf(rows)).toEqual(expect.arrayContaining(Object.keys(german)));
    for (const [name, meaning] of Object.values(german)) {
      expect(name).toMatch(/^[\wÄÖÜ].*[^.]$/u);
      expect(meaning).toMatch(/\S.{3}/u);
    }
  });

  it('have every word of the options of their keys', () => {
    const missing = rows.flatMap(({ key, options = {} }) => {
      const [, , words = {}] = german[key] ?? [];
      const wanted = german[key] === undefined ? [] : Object.values(options);
      return wanted.filter((word) => words[word] === undefined).map((word) => `${key}: ${word}`);
    });
    expect(missing).toEqual([]);
  });

  it('are there for every key that is shown in Home Assistant from the start', () => {
    const curated = keysOf(rows.filter(isCurated));
    expect(curated.filter((key) => german[key] === undefined)).toEqual([]);
  });
});

it('are there for every register and for everything of the controller', () => {
  expect(Object.keys(POWEROPTI_GERMAN)).toEqual(keysOf(POWEROPTI_DATAPOINTS));
  expect(Object.keys(SURPLUS_GERMAN)).toEqual(keysOf(SURPLUS_DATAPOINTS));
});
