import { describe, expect, test } from 'vitest';
import type { Options } from '../../../src/devices/datapoint.js';
import { GOE_DATAPOINTS, GOE_THEMES, goeCatalogue } from '../../../src/devices/goe/catalogue.js';
import { duplicates, partsOf, rowOf } from './catalogue/support.js';

describe('firmwares', () => {
  const errors = (firmware?: string): Options => goeCatalogue(firmware).get('err')?.options ?? {};

  test.each(['053.1', '55.5', 'V 052.0 OUTDATED', '58.9'])('%s has the old error numbers', (firmware) => {
    expect(errors(firmware)).toMatchObject({
      11: 'Residual current unknown (FI)',
      12: 'Unknown',
      13: 'Overtemperature',
      14: 'No communication',
      15: 'Cable lock stuck open',
      16: 'Cable lock stuck locked',
    });
    expect(goeCatalogue(firmware).get('wst')?.options).toMatchObject({ 8: 'Connecting', 10: 'No shield' });
  });

  test.each(['59.0', '059.4', '60.4', '60.5 BETA', '112.0', '', 'unreadable', undefined])(
    '%s has the numbers of the key list',
    (firmware) => {
      expect(errors(firmware)).toMatchObject({
        12: 'Cable lock stuck open',
        13: 'Cable lock stuck locked',
        14: 'Residual current unknown (FI)',
        16: 'Overtemperature',
        17: 'No communication',
        23: 'RDC self-test failed',
      });
      expect(errors(firmware)).not.toHaveProperty('11');
      expect(goeCatalogue(firmware).get('wst')?.options).toMatchObject({ 7: 'Connecting', 9: 'No shield' });
    },
  );

  test('all have the same keys', () => {
    expect([...goeCatalogue('053.1').keys()]).toEqual([...goeCatalogue('60.4').keys()]);
  });

  test('values that were added later are known', () => {
    expect(rowOf('car').options).toHaveProperty('6');
    expect(Object.keys(rowOf('modelStatus').options ?? {})).toEqual(
      expect.arrayContaining(['36', '37', '38', '39', '40', '41']),
    );
  });

  test('what is a boolean on one firmware and a number on another has both', () => {
    for (const key of ['acs', 'bac', 'sdp', 'loty']) {
      expect(Object.keys(rowOf(key).options ?? {})).toEqual(
        expect.arrayContaining(['0', '1', 'true', 'false']),
      );
    }
  });

  test('keys of newer, older and undocumented firmwares are known, and say so', () => {
    const cards = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [`c${n}n`, `c${n}e`, `c${n}i`]);
    const others =
      'psm alwt wb wg ws wo whs whg whb who eto_mid wh_mid fsc fse fsi iso2en uve uvs uvt ferm fwc cce';
    for (const key of [
      ...cards,
      ...`${others} ccrv ccu din dfam styp rev cert emx csd txt ten mstr mstw`.split(' '),
    ]) {
      expect(rowOf(key).source, key).toMatch(/firmware/);
    }
  });
});

describe('names', () => {
  test('no key twice, no name twice', () => {
    expect(duplicates(GOE_DATAPOINTS.map(({ key }) => key))).toEqual([]);
    expect(duplicates(GOE_DATAPOINTS.map(({ name }) => name))).toEqual([]);
    expect(GOE_THEMES.flatMap(({ rows }) => rows)).toHaveLength(goeCatalogue().size);
  });

  test('no two entities are called the same', () => {
    const names = GOE_DATAPOINTS.flatMap((row) => [
      ...(row.entity === false ? [] : [row.name]),
      ...partsOf(row).flatMap((part) => (part.entity === false ? [] : [part.label])),
    ]);
    expect(duplicates(names)).toEqual([]);
  });

  test.each(GOE_DATAPOINTS)('$key is described', ({ name, description }) => {
    for (const text of [name, description]) {
      expect(text).toBe(text.trim());
      expect(text).toMatch(/^[A-Za-z0-9]/);
      expect(text).not.toMatch(/calcuation|regulary|unpluging|Stromnetz/);
    }
    expect(name.length).toBeLessThanOrEqual(50);
  });

  test('parts have legal topics, and one each', () => {
    for (const row of GOE_DATAPOINTS) {
      const names = partsOf(row).map(({ name }) => name);
      expect(duplicates(names), row.key).toEqual([]);
      for (const name of names) expect(name).toMatch(/^(?!(set|result)$)[a-z0-9_]+$/);
    }
  });
});
