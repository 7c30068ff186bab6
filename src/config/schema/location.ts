import * as z from 'zod';

/** Where the roof is, for the course of the sun. It is told to nobody. */
export const locationSchema = z
  .strictObject({
    latitude: z.number().min(-90).max(90).meta({
      description: 'Degrees north of the equator; negative in the south.',
      example: 51.3,
    }),
    longitude: z.number().min(-180).max(180).meta({
      description: 'Degrees east of Greenwich; negative in the west.',
      example: 9.5,
    }),
    tilt: z.number().min(0).max(90).default(0).meta({
      description: 'Slope of the modules in degrees: 0 flat, 90 upright.',
      example: 35,
    }),
    azimuth: z.number().min(0).max(360).default(180).meta({
      description: 'Where the modules face, by compass: 90 east, 180 south, 270 west.',
    }),
  })
  .exactOptional()
  .meta({
    description:
      'Where the roof is. With it the controller knows how the sun will rise and sink over the next half hour; a degree is exact enough.',
  });
