import * as z from 'zod';
import { EVEN_WITH_OTHER_PROBLEMS, secretFile, text, topicFilter } from './fields.js';

/** A client that may log in to the embedded broker. */
export const mqttUserSchema = z
  .strictObject({
    name: text().meta({
      description: 'Name with which a client logs in.',
      example: 'homeassistant',
      minimal: true,
    }),
    password: text()
      .exactOptional()
      .meta({
        description: 'Its password. Either this or `password_hash`.',
        example: secretFile('homeassistant'),
        secret: true,
        minimal: true,
      }),
    password_hash: z
      .string()
      .regex(/^scrypt(?:\$\d+){3}(?:\$[\w-]+){2}$/)
      .exactOptional()
      .meta({
        description: 'The hash of its password, so that the password itself is written nowhere.',
        expects: 'a hash of the form scrypt$N$r$p$salt$hash',
        example: 'scrypt$16384$8$1$YW55IHNhbHQ$YSBoYXNoIG9mIGEgcGFzc3dvcmQ',
        secret: true,
      }),
    profile: z.enum(['full', 'control', 'read_only']).default('control').meta({
      description:
        'What it may do: `full` everything, `control` read everything and send commands, `read_only` only read.',
    }),
    publish: z
      .array(topicFilter().meta({ example: 'wattbridge/charger/+/set' }))
      .exactOptional()
      .meta({
        description: 'Topic filters of what it may publish, in place of what the profile lets it publish.',
        defaultText: 'by profile',
      }),
    subscribe: z
      .array(topicFilter().meta({ example: 'wattbridge/#' }))
      .exactOptional()
      .meta({
        description: 'Topic filters of what it may receive, in place of what the profile lets it receive.',
        defaultText: 'by profile',
      }),
  })
  .superRefine((user, context) => {
    if ((user.password === undefined) === (user.password_hash === undefined)) {
      const message = 'or `password_hash` is needed, but not both';
      context.addIssue({ code: 'custom', path: ['password'], message });
    }
  }, EVEN_WITH_OTHER_PROBLEMS);
