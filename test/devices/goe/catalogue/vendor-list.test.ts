import { describe, expect, test } from 'vitest';
import type { Options } from '../../../../src/devices/datapoint.js';
import { fixture, keysWhere, partsOf, rowOf } from './support.js';

interface VendorRow {
  readonly key: string;
  readonly access: string;
  readonly category: string;
  readonly description: string;
}

/** The row for `ccd` carries the row for `cch` on the same line. */
const VENDOR_ROWS: readonly VendorRow[] = [
  ...fixture('go-e-api-keys.md').matchAll(/\| *(\w+) \| (R|W|R\/W) \| TYPE \| (\w+) \| ([^|\n]*) \|/g),
].map(([, key = '', access = '', category = '', description = '']) => ({
  key,
  access,
  category,
  description,
}));

describe("the vendor's key list", () => {
  test('has 261 keys, and every one of them is in the catalogue with its access and category', () => {
    expect(VENDOR_ROWS).toHaveLength(261);
    expect(VENDOR_ROWS.map(({ key }) => key)).toContain('cch');
    const ours = VENDOR_ROWS.map(({ key }) => rowOf(key));
    expect(ours.map(({ key, access, category }) => ({ key, access, category }))).toEqual(
      VENDOR_ROWS.map(({ key, access, category }) => ({ key, access, category })),
    );
  });

  test('exactly its keys have it as their source', () => {
    expect(keysWhere((row) => row.source === 'seed').sort()).toEqual(
      VENDOR_ROWS.map(({ key }) => key).sort(),
    );
  });

  interface Code {
    readonly key: string;
    readonly word: string;
    readonly code: string;
  }

  /** `Name=number`, and in some rows `number=Name`. */
  const CODES: readonly Code[] = VENDOR_ROWS.flatMap(({ key, description }) => [
    ...[...description.matchAll(/([A-Za-z][\w/]*)=(\d+|true|false)\b/g)].map(([, word = '', code = '']) => ({
      key,
      word,
      code,
    })),
    ...[...description.matchAll(/\b(\d+)=([A-Z]\w+)/g)].map(([, code = '', word = '']) => ({
      key,
      word,
      code,
    })),
  ]);

  /** Members of a scan's entries are explained where the same member of the connected network is a part. */
  const explainedIn = (key: string): string => (key === 'scan' ? 'ccw' : key);

  const optionsOf = (key: string): readonly Options[] =>
    [rowOf(explainedIn(key)), ...partsOf(rowOf(explainedIn(key)))].flatMap(({ options }) =>
      options === undefined ? [] : [options],
    );

  const EVERY_ENUMERATION = [...new Set(CODES.map(({ key }) => key))];

  test('writes enumerations for these keys', () => {
    expect(EVERY_ENUMERATION.sort()).toEqual(
      [
        ...[
          'acs',
          'awc',
          'bac',
          'bar',
          'car',
          'cdi',
          'cus',
          'err',
          'ffb',
          'frc',
          'frm',
          'lck',
          'lmo',
          'loty',
        ],
        ...[
          'modelStatus',
          'ocppcs',
          'pwm',
          'scan',
          'sch_satur',
          'sch_sund',
          'sch_week',
          'sdp',
          'tds',
          'tsss',
        ],
        ...['ufm', 'ust', 'wbw', 'wsms', 'wst'],
      ].sort(),
    );
  });

  test.each(EVERY_ENUMERATION)('every code of %s is in the catalogue, with words that fit', (key) => {
    for (const { word, code } of CODES.filter((entry) => entry.key === key)) {
      const words = optionsOf(key).flatMap((options) => options[code] ?? []);
      expect(words, `${word}=${code}`).not.toEqual([]);
      if (key !== 'cdi')
        expect(
          words.some((ours) => fits(ours, word)),
          `${word}: ${words}`,
        ).toBe(true);
    }
  });

  /** One of the vendor's words begins as one of ours; whether it charges or not is never lost. `None` may say of what. */
  function fits(ours: string, vendors: string): boolean {
    if (vendors === 'None') return /^no(ne)?\b/i.test(ours);
    const [, not, reason = vendors] = /^(Not)?ChargingBecause(.*)$/.exec(vendors) ?? [];
    if (reason !== vendors && ours.startsWith('Not charging: ') !== (not !== undefined)) return false;
    const starts = reason.split(/(?<=[a-z])(?=[A-Z])|[_/]/).map((word) => word.slice(0, 4).toLowerCase());
    return starts.some((start) => ours.toLowerCase().includes(start));
  }
});
