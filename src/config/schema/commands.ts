import * as z from 'zod';
import { seconds, text } from './fields.js';

export const commandsSchema = z
  .strictObject({
    read_only: z.boolean().default(false).meta({
      description: 'Refuse every command: devices are read, never written.',
    }),
    allow: z
      .array(text().meta({ expects: 'the name of a key', example: 'rst' }))
      .default([])
      .meta({
        description:
          'Keys that are refused as dangerous unless they are listed here (marked `guarded` in the list of keys).',
      }),
    confirm_timeout_s: seconds(1, 60).default(5).meta({
      description: 'How long a written value may take to show when it is read back.',
    }),
  })
  .meta({ description: 'Commands that arrive on set-topics.' });
