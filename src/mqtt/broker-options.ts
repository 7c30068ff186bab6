import type { ContractNames } from './access.js';
import type { BrokerUser } from './broker-users.js';
import type { RetainedMemory } from './retained-memory.js';

export interface BrokerLimits {
  /** Clients per listener; default 100. */
  readonly connections: number;
  /** Of one packet, in bytes; default 1 MiB. */
  readonly packetBytes: number;
  /** From the connection to CONNECT, in milliseconds; default 10 s. */
  readonly connectTimeoutMs: number;
}

export interface BrokerOptions extends ContractNames {
  /** Address of both listeners; default 127.0.0.1. */
  readonly host?: string;
  /** For MQTT over TCP; 0 lets the system choose; default 1883. */
  readonly port?: number;
  /** For MQTT over WebSocket; 0 lets the system choose, null: none; default 1884. */
  readonly websocketPort?: number | null;
  /** When there are any, everybody needs a password, on this machine too. */
  readonly users?: readonly BrokerUser[];
  /** Must be exactly `ANONYMOUS_ACCESS` to listen outside this machine without users. */
  readonly anonymousAccess?: string;
  /** PEM text; both listeners then speak TLS only. */
  readonly tls?: BrokerTls;
  readonly limits?: Partial<BrokerLimits>;
  /** Retained messages that outlive the process; without it, none do. */
  readonly memory?: RetainedMemory;
}

export interface BrokerTls {
  readonly cert: string;
  readonly key: string;
}

/** The options with every default filled in. */
export type BrokerSettings = BrokerOptions &
  Required<Pick<BrokerOptions, 'host' | 'port' | 'users'>> & {
    readonly websocketPort: number | null;
    readonly limits: BrokerLimits;
  };

export function brokerSettings(options: BrokerOptions): BrokerSettings {
  return {
    host: '127.0.0.1',
    port: 1883,
    websocketPort: 1884,
    users: [],
    ...options,
    limits: { connections: 100, packetBytes: 1024 * 1024, connectTimeoutMs: 10_000, ...options.limits },
  };
}
