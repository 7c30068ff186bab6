import { readFileSync } from 'node:fs';
import type { BrokerOptions } from '../mqtt/broker-options.js';
import type { BrokerUser } from '../mqtt/broker-users.js';
import type { RemoteBroker } from '../mqtt/mqtt-client-options.js';
import type { ProtocolChoice } from '../mqtt/protocol-version.js';
import { ConfigError } from './config-error.js';
import type { Config } from './schema.js';

type ConfiguredUser = Config['mqtt']['embedded']['users'][number];

/**
 * What the embedded broker takes, the files that the configuration names read.
 * @throws ConfigError for a file that cannot be read
 */
export function embeddedBrokerOptions({ topic_base, homeassistant, mqtt }: Config): BrokerOptions {
  const { host, port, websocket_port, users, anonymous_access, tls } = mqtt.embedded;
  return {
    topicBase: topic_base,
    birthTopic: homeassistant.birth_topic,
    host,
    port,
    websocketPort: websocket_port,
    users: users.map(brokerUser),
    ...(anonymous_access !== undefined && { anonymousAccess: anonymous_access }),
    ...(tls !== undefined && {
      tls: {
        cert: readPem(tls.cert_file, 'mqtt.embedded.tls.cert_file'),
        key: readPem(tls.key_file, 'mqtt.embedded.tls.key_file'),
      },
    }),
  };
}

/** The schema sees to it that there is either a password or its hash. */
function brokerUser({ password = '', password_hash, ...user }: ConfiguredUser): BrokerUser {
  return password_hash === undefined ? { ...user, password } : { ...user, passwordHash: password_hash };
}

/**
 * What the MQTT client takes for a broker of the owner's, the files that the configuration names read.
 * @throws ConfigError for a file that cannot be read, and when there is no such broker
 */
export function externalBrokerOptions({ external }: Config['mqtt']): {
  readonly broker: RemoteBroker;
  readonly protocol: ProtocolChoice;
} {
  if (external === undefined) throw new ConfigError([{ path: 'mqtt.external', problem: 'is missing' }]);
  const { url, username, password, ca_file, cert_file, key_file, protocol } = external;
  const broker = {
    url,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca_file !== undefined && { ca: readPem(ca_file, 'mqtt.external.ca_file') }),
    ...(cert_file !== undefined && { cert: readPem(cert_file, 'mqtt.external.cert_file') }),
    ...(key_file !== undefined && { key: readPem(key_file, 'mqtt.external.key_file') }),
  };
  return { broker, protocol };
}

function readPem(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([{ path, problem: 'names a file that cannot be read', expected: 'a PEM file' }]);
  }
}
