import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../src/api/period.js';
import { createZone } from '../../src/ledger/costs/zone.js';

const BERLIN = createZone('Europe/Berlin');
const at = (text: string): number => Date.parse(text);

describe('readPeriod', () => {
  it.each([
    ['2026-06-01', '2026-06-30', '2026-05-31T22:00Z', '2026-06-30T22:00Z'],
    // The clocks change on this day.
    ['2026-03-29', '2026-03-29', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
    ['2026-12-31', '2026-12-31', '2026-12-30T23:00Z', '2026-12-31T23:00Z'],
    ['2026-06-01T10:00:00Z', '2026-06-01T12:30:00+02:00', '2026-06-01T10:00Z', '2026-06-01T10:30Z'],
  ])('%s to %s', (from, to, fromMs, toMs) => {
    expect(readPeriod({ from, to }, BERLIN)).toEqual({ fromMs: at(fromMs), toMs: at(toMs) });
  });

  it('leaves open what is not given', () => {
    expect(readPeriod({}, BERLIN)).toEqual({});
    expect(readPeriod({ to: '2026-06-30' }, BERLIN)).toEqual({ toMs: at('2026-06-30T22:00Z') });
  });

  it('refuses one that ends before it begins, or at once', () => {
    const refused = expect.objectContaining({ code: 'invalid_request' });
    expect(() => readPeriod({ from: '2026-06-02', to: '2026-06-01' }, BERLIN)).toThrow(refused);
    const moment = '2026-06-01T10:00:00Z';
    expect(() => readPeriod({ from: moment, to: moment }, BERLIN)).toThrow(refused);
  });
});
