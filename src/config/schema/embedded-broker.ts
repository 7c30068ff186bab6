import * as z from 'zod';
import { ANONYMOUS_ACCESS } from '../../mqtt/broker-exposure.js';
import { memberOf } from '../plain.js';
import { EVEN_WITH_OTHER_PROBLEMS, filePath, listeningAddress, port } from './fields.js';
import { mqttUserSchema } from './mqtt-user.js';

const tlsSchema = z
  .strictObject({
    cert_file: filePath().meta({
      description: 'Certificate with its chain, PEM.',
      example: '/etc/wattbridge/broker.crt',
    }),
    key_file: filePath().meta({
      description: 'Private key of the certificate, PEM.',
      example: '/etc/wattbridge/broker.key',
    }),
  })
  .meta({ description: 'Encryption of both ports of the embedded broker.' });

export const embeddedBrokerSchema = z
  .strictObject({
    host: listeningAddress().default('127.0.0.1').meta({
      description: 'Where the broker listens. `127.0.0.1`: only this machine; `0.0.0.0`: the whole network.',
    }),
    port: port().default(1883).meta({ description: 'TCP port for MQTT. 0 takes any free port.' }),
    websocket_port: port().nullable().default(1884).meta({
      description: 'TCP port for MQTT over WebSocket, which web pages use. `null` switches it off.',
    }),
    users: z.array(mqttUserSchema).default([]).meta({
      description:
        'Who may log in. As soon as there is one, everybody needs a password, on this machine too.',
    }),
    anonymous_access: z.literal(ANONYMOUS_ACCESS).exactOptional().meta({
      description:
        'Without users, the broker listens on this machine only. Who wants it open to everybody writes this sentence.',
    }),
    tls: tlsSchema.exactOptional(),
  })
  .superRefine(({ users }, context) => {
    const names = Array.isArray(users) ? users.map((user) => memberOf(user, 'name')) : [];
    for (const [index, name] of names.entries()) {
      const first = names.indexOf(name);
      if (name === undefined || first === index) continue;
      const message = `is the name of mqtt.embedded.users[${first}] too`;
      context.addIssue({ code: 'custom', path: ['users', index, 'name'], message });
    }
  }, EVEN_WITH_OTHER_PROBLEMS)
  .meta({ description: 'The broker inside wattbridge.' });
