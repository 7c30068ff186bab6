import * as z from 'zod';
import { LOG_LEVELS } from '../../logger.js';

export const logSchema = z
  .strictObject({
    level: z.enum(LOG_LEVELS).default('info').meta({
      description: 'How much is logged, from everything (`trace`) to almost nothing (`fatal`).',
    }),
    format: z.enum(['auto', 'pretty', 'json']).default('auto').meta({
      description: 'Lines for people or JSON for programs. `auto` is readable in a terminal, otherwise JSON.',
    }),
  })
  .meta({ description: 'The log on standard output. Secrets are masked in it.' });
