import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../src/ledger/statement/csv.js';
import { parseCsv } from './parse-csv.js';

describe('toCsv', () => {
  it.each([
    ['text', 'text'],
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [1.5, '1.5'],
    [-1.5, '-1.5'],
    [null, ''],
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://evil","x")', '"\'=HYPERLINK(""http://evil"",""x"")"'],
    ['+49 170', "'+49 170"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1+1', "'  =1+1"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1+1', "'＝1+1"],
    ['2026-06-21', '2026-06-21'],
    ['a=b', 'a=b'],
  ])('writes %j as %j', (value, text) => expect(toCsv(['head'], [[value]])).toBe(`head\r\n${text}\r\n`));

  it('can be read back by the grammar of RFC 4180, with no cell that begins as a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '-', ' ', 'a') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const read = parseCsv(toCsv(['a', 'b'], rows)).slice(1);
        expect(read.length).toBe(rows.length);
        for (const [index, row] of rows.entries()) {
          for (const [column, text] of row.entries()) {
            const back = read[index]?.[column];
            expect([text, `'${text}`]).toContain(back);
            expect(back).not.toMatch(/^[=+\-@\t\r\n]/);
          }
        }
      }),
    );
  });
});
