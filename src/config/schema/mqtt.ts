import * as z from 'zod';
import { isLoopback } from '../../mqtt/broker-exposure.js';
import { embeddedBrokerSchema } from './embedded-broker.js';
import { externalBrokerSchema } from './external-broker.js';
import { EVEN_WITH_OTHER_PROBLEMS } from './fields.js';

export const mqttSchema = z
  .strictObject({
    broker: z.enum(['embedded', 'external']).default('embedded').meta({
      description: 'Which broker is used: the one inside wattbridge, or one of yours.',
    }),
    embedded: embeddedBrokerSchema.prefault({}),
    external: externalBrokerSchema.exactOptional(),
  })
  .superRefine(({ broker, embedded, external }, context) => {
    if (broker === 'external' && external === undefined) {
      const message = 'is missing, although `mqtt.broker` is `external`';
      context.addIssue({ code: 'custom', path: ['external', 'url'], message });
    }
    if (broker === 'embedded' && isOpenToAnybody(embedded)) {
      const message = 'opens the broker to the network without passwords; add `users` or `anonymous_access`';
      context.addIssue({ code: 'custom', path: ['embedded', 'host'], message });
    }
  }, EVEN_WITH_OTHER_PROBLEMS)
  .meta({ description: 'The MQTT broker.' });

/** The broker refuses this too; here the owner learns the line. */
function isOpenToAnybody(embedded: Partial<z.output<typeof embeddedBrokerSchema>> | undefined): boolean {
  const { host, users = [], anonymous_access } = embedded ?? {};
  return (
    typeof host === 'string' && !isLoopback(host) && users.length === 0 && anonymous_access === undefined
  );
}
