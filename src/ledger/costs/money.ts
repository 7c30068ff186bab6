/**
 * Exact money. Amounts are whole numbers of a currency's smallest coin while they are worked with; quantities count to
 * a thousandth, prices to a millionth, and half a coin rounds up.
 */

/** By currency; asking Intl costs a hundred times as much as remembering. */
const knownDigits = new Map<string, number>();

/** Digits behind the point (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const known = knownDigits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  knownDigits.set(currency, digits);
  return digits;
}

/** @example toMinor(5.52, 2) // 552 */
export function toMinor(amount: number, digits: number): number {
  return Math.sign(amount) * roundedProduct(1, Math.abs(amount), digits);
}

export const fromMinor = (minor: number, digits: number): number => minor / 10 ** digits;

/**
 * Quantity times price in the smallest coin.
 * @param quantity 0 or more, of which three decimals count
 * @param price 0 or more, of which six decimals count
 */
export function roundedProduct(quantity: number, price: number, digits: number): number {
  const exact = BigInt(Math.round(quantity * 1e3)) * BigInt(Math.round(price * 1e6));
  return divideRounded(exact, 10n ** BigInt(9 - digits));
}

/** So many percent of an amount in the smallest coin, 0 or more. Of the percentage three decimals count. */
export function percentOf(minor: number, percent: number): number {
  return divideRounded(BigInt(minor) * BigInt(Math.round(percent * 1e3)), 100_000n);
}

/** The sum of amounts of one currency, without the dust of binary fractions. */
export function sumMoney(amounts: readonly number[], currency: string): number {
  const digits = minorDigits(currency);
  return fromMinor(
    amounts.reduce((sum, amount) => sum + toMinor(amount, digits), 0),
    digits,
  );
}

/** An amount in whole coins of its currency; half a coin rounds away from zero. */
export const inCoins = (amount: number, currency: string): number => sumMoney([amount], currency);

/** Whether an amount can be paid in coins of the currency. */
export const isWholeCoins = (amount: number, currency: string): boolean =>
  inCoins(amount, currency) === amount;

const divideRounded = (dividend: bigint, divisor: bigint): number =>
  Number((dividend + divisor / 2n) / divisor);
