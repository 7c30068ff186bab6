import { describe, expect, test } from 'vitest';
import {
  ago,
  amount,
  endTime,
  energy,
  formatPrice,
  formatTick,
  formatValue,
  power,
  remaining,
  share,
} from '../../src/page/units.js';

describe('figures in the language of the reader', () => {
  test.each([
    [undefined, '–'],
    [0, '0 W'],
    [-0.4, '0 W'],
    [999.4, '999 W'],
    [-999.6, '-1.00 kW'],
    [1234, '1.23 kW'],
  ])('power of %s W is %s', (watts, words) => {
    expect(power(watts, 'en')).toBe(words);
  });

  test.each([
    [null, '–'],
    [undefined, '–'],
    [0, '0.00 kWh'],
    [99.99, '99.99 kWh'],
    [1234.5, '1,235 kWh'],
  ])('energy of %s kWh is %s', (kwh, words) => {
    expect(energy(kwh, 'en')).toBe(words);
  });

  test('German has its commas', () => {
    expect(power(1234, 'de')).toBe('1,23 kW');
    expect(energy(12.3, 'de')).toBe('12,30 kWh');
    expect(formatValue(0.0005, 'de')).toBe('0,0005');
    expect(formatValue(1883, 'de')).toBe('1883');
    expect(formatValue(17_784_955, 'de')).toBe('17.784.955');
    expect(amount(1.5, 'EUR', 'de')).toMatch(/^1,50\s€$/);
  });

  test.each([
    [new Date(2026, 5, 21, 17, 5), '17:05'],
    [new Date(2026, 5, 22, 7), '22/06/2026, 07:00'],
  ])('the end of what began on 21 June, %s, is %s', (end, words) => {
    const begin = new Date(2026, 5, 21, 8);
    expect(endTime(begin.toISOString(), end.toISOString(), 'en')).toBe(words);
  });

  test.each([
    [0.3, '0.30'],
    [0.2874, '0.2874'],
    [12, '12.00'],
  ])('a price of %s is %s', (price, words) => {
    expect(formatPrice(price, 'en')).toBe(words);
  });

  test('an amount without a currency is none', () => {
    expect(amount(1.5, null, 'en')).toBe('–');
    expect(amount(null, 'EUR', 'en')).toBe('–');
  });

  test.each([
    [1, 4, '25 %'],
    [0, 4, '0 %'],
    [0, 0, '–'],
  ])('a share of %s in %s is %s', (part, whole, words) => {
    expect(share(part, whole, 'en')).toBe(words);
  });

  test.each([
    [95, '1:35'],
    [59.6, '1:00'],
    [-3, '0:00'],
    [3600, '60:00'],
  ])('%s s remain as %s', (seconds, words) => {
    expect(remaining(seconds)).toBe(words);
  });

  test.each([
    ['2026-06-21T10:00:00Z', 'now'],
    ['2026-06-21T10:00:10Z', 'now'],
    ['2026-06-21T09:59:58Z', '2 seconds ago'],
    ['2026-06-21T09:54:50Z', '5 minutes ago'],
    ['2026-06-21T07:00:00Z', '3 hours ago'],
    ['2026-06-18T10:00:00Z', '3 days ago'],
  ])('%s is %s', (iso, words) => {
    expect(ago(iso, Date.parse('2026-06-21T10:00:00Z'), 'en')).toBe(words);
  });

  test('labels under a chart fit its range', () => {
    const seconds = new Date(2026, 5, 21, 14).getTime() / 1000;
    expect(formatTick(seconds, 'day', 'en')).toBe('14:00');
    expect(formatTick(seconds, 'month', 'de')).toBe('21.6.');
    expect(formatTick(seconds, 'year', 'de')).toBe('Jun');
  });
});
