import * as z from 'zod';

/** Money on the wire: decimal numbers in major units, and the code of their currency. */

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const currencyCode = z
  .string()
  .refine((code) => CURRENCIES.has(code), 'must be a currency of ISO 4217, in capitals')
  .meta({ description: 'ISO 4217.', examples: ['EUR'] });

/** Prices are multiplied exactly; more decimals than these would be lost in silence. */
export const price = z
  .number()
  .min(0)
  .max(10_000)
  .refine((value) => Number(value.toFixed(6)) === value, 'may have six decimals')
  .meta({ description: 'In major units, up to six decimals.', examples: [0.32] });
