import * as z from 'zod';
import { seconds, text, topic } from './fields.js';

const path = (example: string) =>
  text().exactOptional().meta({
    description: 'Member of a JSON payload; a point leads into a member of a member.',
    defaultText: 'the payload is the number',
    example,
  });

/**
 * Which of the configured devices a role works with.
 * @param chargers what it does with them, for the documentation
 */
export const houseDevices = (chargers: string) => ({
  meter: text().exactOptional().meta({
    description: 'Id of the meter at the grid connection.',
    defaultText: 'the first meter',
    example: 'meter',
  }),
  chargers: z
    .array(text().meta({ example: 'charger' }))
    .exactOptional()
    .meta({ description: chargers, defaultText: 'all chargers' }),
});

/** Topics of other programs that tell of the house's battery. */
export const houseBatterySchema = z
  .strictObject({
    power_topic: topic().meta({
      description: 'Topic on the same broker with the power of the battery in W.',
      example: 'house/battery/power',
    }),
    power_path: path('battery.power'),
    power_positive: z.enum(['discharging', 'charging']).default('discharging').meta({
      description: 'What a positive power means.',
    }),
    soc_topic: topic().exactOptional().meta({
      description:
        'Topic with the state of charge in %. Without it the battery counts as never full enough to come second.',
      defaultText: 'none',
      example: 'house/battery/soc',
    }),
    soc_path: path('battery.soc'),
    stale_after_s: seconds(5, 3600).default(120).meta({
      description: 'A power that was heard longer ago is not known; the battery is then left out of account.',
    }),
  })
  .exactOptional()
  .meta({ description: 'A battery of the house, told of by another program.' });

/** Where the sun's power comes from. */
export const pvFields = {
  pv_topic: topic().exactOptional().meta({
    description:
      'Topic with the power of the sun in W; mode `native` tells it to the charger, and the ledger records it.',
    defaultText: 'none',
    example: 'house/pv/power',
  }),
  pv_path: path('pv.power'),
};
