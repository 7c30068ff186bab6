import * as z from 'zod';
import { EVEN_WITH_OTHER_PROBLEMS, filePath, secretFile, text, url } from './fields.js';
import { BROKER_SCHEMES } from './forms.js';

export const externalBrokerSchema = z
  .strictObject({
    url: url(BROKER_SCHEMES).meta({
      description: 'Where the broker is. `mqtts` and `wss` are encrypted.',
      example: 'mqtt://192.168.1.10:1883',
    }),
    username: text().exactOptional().meta({
      description: 'Name with which wattbridge logs in.',
      example: 'wattbridge',
    }),
    password: text()
      .exactOptional()
      .meta({
        description: 'Password of that name.',
        example: secretFile('mqtt'),
        secret: true,
      }),
    ca_file: filePath().exactOptional().meta({
      description:
        "Certificate of the authority that signed the broker's certificate, PEM, if it is your own.",
      example: '/etc/wattbridge/ca.crt',
    }),
    cert_file: filePath().exactOptional().meta({
      description: 'Certificate with which wattbridge identifies itself, PEM. Together with `key_file`.',
      example: '/etc/wattbridge/client.crt',
    }),
    key_file: filePath().exactOptional().meta({
      description: 'Private key of that certificate, PEM.',
      example: '/etc/wattbridge/client.key',
    }),
    protocol: z.literal(['auto', '5', '3.1.1']).default('auto').meta({
      description: 'Version of MQTT. `auto` tries 5 first, then 3.1.1.',
    }),
    client_id: text().exactOptional().meta({
      description:
        'Beginning of the client ids, to which each role adds its name; no other client of the broker may have them.',
      defaultText: '`<topic_base>`',
      example: 'wattbridge-garage',
    }),
  })
  .superRefine((broker, context) => {
    if ((broker.cert_file === undefined) !== (broker.key_file === undefined)) {
      const message = 'and `key_file` belong together';
      context.addIssue({ code: 'custom', path: ['cert_file'], message });
    }
  }, EVEN_WITH_OTHER_PROBLEMS)
  .meta({
    description: 'A broker of yours, for example Mosquitto. Counts when `mqtt.broker` is `external`.',
  });
