import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Clock } from '../clock.js';
import type { Datapoint } from '../devices/datapoint.js';
import type { JsonObject, JsonValue } from '../json.js';
import type { ApiKey, Scope } from '../ledger/api-key.js';
import type { LedgerStore } from '../ledger/store/port.js';
import type { Logger } from '../logger.js';
import type { Role } from '../mqtt/topics.js';
import type { Setup } from '../setup/setup.js';

/** The server as the route files see it: query, body and answers are zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * Who may call a route: everybody, any valid key, or a key that has one of these scopes. Every route says it in its
 * `config`; one that does not is refused when the server is built.
 */
export type Access = 'public' | 'any_key' | readonly [Scope, ...Scope[]];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** The caller's key; null on public routes. */
    apiKey: ApiKey | null;
  }
}

/** Adds the routes of one resource. */
export type Routes = (api: Api, ports: ApiPorts) => void;

export interface ApiPorts {
  readonly store: LedgerStore;
  readonly devices: LiveDevices;
  readonly clock: Clock;
  readonly log: Logger;
  /** A new id with this prefix, for example `sess_01jd…`. */
  readonly newId: (prefix: string) => string;
  /** The key with this secret. @throws ApiError `unauthorized` */
  readonly keyOf: (secret: string) => Promise<ApiKey>;
  readonly settings: ApiSettings;
  /** Changes the configuration; undefined: nobody can do that here. */
  readonly setup?: Setup;
}

/** What the server is given; the rest it knows itself. */
export type ServerPorts = Omit<ApiPorts, 'keyOf'>;

export interface ApiSettings {
  readonly version: string;
  /** IANA name of the zone in which days and months begin. */
  readonly timezone: string;
  /** ISO 4217; of amounts where no tariff says it. */
  readonly currency: string;
  /** Per kWh, for savings. */
  readonly importPrice: number;
  readonly feedInPrice: number;
  /** g of CO₂ per kWh from the grid; null: not told. */
  readonly gridCo2: number | null;
  /** Ids of meters and charge points, in the order of the configuration. */
  readonly meters: readonly string[];
  readonly chargePoints: readonly string[];
  /** Meters, chargers and their controllers (`surplus/<charger>`). */
  readonly devices: readonly ApiDevice[];
  /** Whether webhooks may go to http:// and private addresses. */
  readonly privateWebhooks: boolean;
  /** Whether the page is only ever seen by HTTPS. */
  readonly secureCookies: boolean;
}

export interface ApiDevice {
  readonly id: string;
  /** `goe`, `poweropti`, `surplus`. */
  readonly kind: string;
  /** Its keys. */
  readonly rows: readonly Datapoint[];
}

/** Meters and chargers as the broker's topics show them now. */
export interface LiveDevices {
  /** Whether the connection to the broker stands. */
  readonly connected: boolean;
  /** Roles that said to be online, as far as the broker knows. */
  readonly roles: ReadonlySet<Role>;
  /** undefined: never heard of. */
  get(id: string): LiveDevice | undefined;
  /**
   * Sends a command to the bridge's set-topics and waits for its results.
   * @param values key → value, written in one request
   * @returns what the bridge answered for the first key that failed, or for all
   */
  command(id: string, values: JsonObject, timeoutMs: number): Promise<CommandOutcome>;
}

export interface LiveDevice {
  readonly online: boolean;
  /** The device's snapshot (`<base>/<device>/state`). */
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly receivedAtMs: number;
}

export type CommandOutcome =
  | { readonly status: 'Accepted'; readonly results: JsonValue; readonly tookMs: number }
  /** `code` is one of docs/errors.md. */
  | {
      readonly status: 'Rejected';
      readonly code: string;
      readonly message: string;
      readonly results: JsonValue;
      readonly tookMs: number;
    }
  | { readonly status: 'Timeout'; readonly tookMs: number }
  /** The broker cannot be reached. */
  | { readonly status: 'Error'; readonly message: string; readonly tookMs: number };
