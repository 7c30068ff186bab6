import * as z from 'zod';
import { houseDevices } from './house.js';

const THREE_YEARS = 1100;

/** A zone that this runtime knows. */
function timezone() {
  return z
    .stringFormat('timezone', (name) => {
      try {
        return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
      } catch {
        return false;
      }
    })
    .meta({ expects: 'an IANA time zone, for example Europe/Berlin' });
}

const days = (most: number): z.ZodNumber => z.number().int().min(1).max(most).meta({ unit: 'days' });

export const ledgerSchema = z
  .strictObject({
    ...houseDevices('Ids of the chargers whose sessions are recorded.'),
    timezone: timezone().exactOptional().meta({
      description: 'Where days and months begin.',
      defaultText: 'that of the machine',
      example: 'Europe/Berlin',
    }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('EUR')
      .meta({
        description: 'Currency of amounts for which no tariff says it.',
        expects: 'three capital letters (ISO 4217)',
      }),
    grid_emissions_g_per_kwh: z.number().min(0).max(2000).exactOptional().meta({
      description: 'Carbon dioxide of a kWh from the grid, for the CO₂ analytics.',
      defaultText: 'no CO₂ analytics',
      unit: 'g',
      example: 360,
    }),
    keep_quarters_days: days(36_500).default(THREE_YEARS).meta({
      description:
        'How long the quarters of an hour and the states of charge points are kept. Days, sessions and bills stay for ever.',
    }),
    keep_deliveries_days: days(3650).default(30).meta({
      description: 'How long the history of webhook deliveries is kept.',
    }),
  })
  .meta({
    description:
      'The ledger: charging sessions, their costs and the history of energy, in `data_dir` (file `ledger.db`). Without `data_dir` it forgets everything when it ends.',
  });
