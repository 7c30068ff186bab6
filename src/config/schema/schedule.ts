import { validateDetailed } from 'node-cron';
import * as z from 'zod';
import { SURPLUS_MODES } from '../../surplus/settings.js';
import { text } from './fields.js';

/** What is wrong with a cron expression, in words that do not repeat it. */
function cronProblem(expression: string): string | undefined {
  const [error] = validateDetailed(expression).errors;
  if (error === undefined) return undefined;
  const words = error.field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const where = error.field === 'expression' ? error.message : `the ${words} is not possible`;
  return `is no cron expression: ${where}`;
}

const cron = z.string().superRefine((expression, context) => {
  const message = cronProblem(expression);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

export const schedulesSchema = z
  .array(
    z.strictObject({
      cron: cron.meta({
        description:
          'When: minute, hour, day of month, month, day of week (0 is Sunday), in the time zone of this machine; a second may stand before them.',
        expects: 'a cron expression',
        example: '0 22 * * *',
        minimal: true,
      }),
      mode: z
        .enum(SURPLUS_MODES)
        .meta({ description: 'The mode from then on.', example: 'fast', minimal: true }),
      chargers: z
        .array(text().meta({ example: 'charger' }))
        .exactOptional()
        .meta({
          description: 'Ids of the chargers whose mode changes.',
          defaultText: 'all that are controlled',
        }),
    }),
  )
  .default([])
  .meta({
    description: 'Changes of the mode by the clock; see docs/control-modes.md.',
  });
