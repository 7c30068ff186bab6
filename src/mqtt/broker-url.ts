import { MqttError } from './mqtt-error.js';

const DEFAULT_PORTS = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 } as const;

export type BrokerProtocol = keyof typeof DEFAULT_PORTS;

/** Where a broker is, and how to speak to it. */
export interface BrokerAddress {
  readonly protocol: BrokerProtocol;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** Path of the WebSocket with its query; `/` for plain MQTT. */
  readonly path: string;
  /** User and password from the URL, percent-decoded. */
  readonly username?: string;
  readonly password?: string;
  /** The URL without user and password, for people and logs. */
  readonly label: string;
}

function isProtocol(name: string): name is BrokerProtocol {
  return Object.hasOwn(DEFAULT_PORTS, name);
}

/**
 * @example parseBrokerUrl('mqtts://broker.lan').port // 8883
 * @throws MqttError `invalid_url`; its message does not repeat the URL, which may hold a password
 */
export function parseBrokerUrl(text: string): BrokerAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const protocol = url?.protocol.slice(0, -1) ?? '';
  if (url === undefined || !isProtocol(protocol) || url.hostname === '') {
    const known = Object.keys(DEFAULT_PORTS).join(', ');
    throw new MqttError(
      'invalid_url',
      `The address of the broker is not a URL such as mqtt://192.168.1.10:1883 (possible are ${known}).`,
    );
  }
  const port = url.port === '' ? DEFAULT_PORTS[protocol] : Number(url.port);
  return {
    protocol,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    path: `${url.pathname || '/'}${url.search}`,
    ...(url.username !== '' && { username: decoded(url.username) }),
    ...(url.password !== '' && { password: decoded(url.password) }),
    label: `${protocol}://${url.hostname}:${port}`,
  };
}

/** A password may contain a lone percent sign that nobody encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
