import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromMinor,
  inCoins,
  isWholeCoins,
  minorDigits,
  percentOf,
  roundedProduct,
  sumMoney,
  toMinor,
} from '../../../src/ledger/costs/money.js';

describe('money', () => {
  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('%s has %i digits behind the point', (currency, digits) => expect(minorDigits(currency)).toBe(digits));

  it.each([
    { quantity: 18.4, price: 0.28, digits: 2, minor: 515 },
    { quantity: 1, price: 1.005, digits: 2, minor: 101 },
    { quantity: 0.5, price: 0.01, digits: 2, minor: 1 },
    { quantity: 0.499, price: 0.01, digits: 2, minor: 0 },
    { quantity: 10, price: 0.123456, digits: 2, minor: 123 },
    { quantity: 10, price: 31.5, digits: 0, minor: 315 },
    { quantity: 10, price: 0.3333, digits: 3, minor: 3333 },
    { quantity: 999_999.999, price: 9_999.999999, digits: 2, minor: 999_999_998_900 },
  ])('$quantity × $price is $minor of the smallest coin', ({ quantity, price, digits, minor }) => {
    expect(roundedProduct(quantity, price, digits)).toBe(minor);
  });

  it.each([
    [1000, 19, 190],
    [1, 50, 1],
    [333, 33.333, 111],
    [0, 20, 0],
  ])('of %i, %d %% is %i', (minor, percent, part) => expect(percentOf(minor, percent)).toBe(part));

  it('adds without the dust of binary fractions', () => {
    expect(sumMoney([0.1, 0.2], 'EUR')).toBe(0.3);
    expect(sumMoney([5.52, -5.52], 'EUR')).toBe(0);
    expect(sumMoney([], 'EUR')).toBe(0);
  });

  it.each([
    [0.1 + 0.2, 'EUR', 0.3],
    [-1.005, 'EUR', -1.01],
    [99.5, 'JPY', 100],
    [1.2345, 'KWD', 1.235],
  ])('%d %s is %d in coins', (amount, currency, coins) => expect(inCoins(amount, currency)).toBe(coins));

  it.each([
    [1.23, 'EUR', true],
    [1.234, 'EUR', false],
    [-0.01, 'EUR', true],
    [1.5, 'JPY', false],
    [1.234, 'KWD', true],
  ])('%d %s can be paid: %s', (amount, currency, whole) =>
    expect(isWholeCoins(amount, currency)).toBe(whole),
  );

  it('keeps every amount of coins', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(toMinor(fromMinor(minor, digits), digits)).toBe(minor);
      }),
    );
  });
});
