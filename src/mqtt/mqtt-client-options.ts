import type { Duplex } from 'node:stream';
import type { ProtocolChoice } from './protocol-version.js';

/** A broker in the network. */
export interface RemoteBroker {
  /** mqtt, mqtts, ws or wss; may hold user and password. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM text. With a CA, only certificates that it signed are trusted. */
  readonly ca?: string;
  /** Client certificate and its key, PEM text. */
  readonly cert?: string;
  readonly key?: string;
}

/** A broker in this process. */
export interface LocalBroker {
  openStream(): Duplex;
}

/** What the broker publishes for us when the connection is lost. */
export interface LastWill {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

export interface MqttClientOptions {
  readonly broker: RemoteBroker | LocalBroker;
  /** Every client of a broker needs its own. */
  readonly clientId: string;
  /** Default `auto`. */
  readonly protocol?: ProtocolChoice;
  /** Seconds of silence after which the connection is tested; default 30. */
  readonly keepaliveS?: number;
  readonly will?: LastWill;
  /** QoS 1 messages that are kept until the broker has acknowledged them; default 1,000. */
  readonly maxKept?: number;
}
