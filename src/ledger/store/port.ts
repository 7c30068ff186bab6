import type { ApiKey } from '../api-key.js';
import type { BillingEntry, BillingRule, Tariff } from '../billing.js';
import type {
  ChargeIncrement,
  EnergyMix,
  GridIncrement,
  Session,
  SessionStatus,
  StatusStretch,
  TracePoint,
} from '../session.js';
import type { Delivery, LedgerEvent, WebhookEndpoint } from '../webhook.js';

/**
 * The ledger's memory as a port. Everything that knows SQL stands behind it, in this folder. Every method is one
 * transaction: it happens whole or not at all, also when the process is killed.
 * Methods throw `StoreError` (`store_failed`, retryable) when the database fails.
 */
export interface LedgerStore {
  readonly apiKeys: ApiKeyStore;
  readonly sessions: SessionStore;
  readonly energy: EnergyStore;
  readonly chargePoints: ChargePointStore;
  readonly billing: BillingStore;
  readonly webhooks: WebhookStore;

  /** Everything that the recorder learned since its last call. */
  record(batch: LedgerBatch): Promise<void>;
  /** What the recorder last left under `checkpoints`. */
  checkpoints(): Promise<ReadonlyMap<string, unknown>>;
  /**
   * Deletes what is older: quarters of an hour and status stretches, minutes of the trace, finished deliveries. Days
   * and sessions stay.
   */
  prune(olderThan: PruneLimits): Promise<void>;
  /** A consistent copy into a new file, while others read and write. */
  backup(file: string): Promise<void>;
  /** Bytes on disk, 0 in memory. */
  sizeBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Moments, ms since 1970. */
export interface PruneLimits {
  readonly slotsMs: number;
  readonly tracesMs: number;
  readonly deliveriesMs: number;
}

export interface LedgerBatch {
  /** Inserted, or replaced whole by id. */
  readonly sessions?: readonly Session[];
  /** Added to the quarter of an hour and to the day. */
  readonly charge?: readonly ChargeIncrement[];
  readonly grid?: readonly GridIncrement[];
  /** Inserted, or replaced whole by minute and charge point. */
  readonly traces?: readonly TracePoint[];
  /** Inserted, or grown where a stretch with this charge point and `fromMs` exists. */
  readonly statuses?: readonly StatusStretch[];
  readonly entries?: readonly BillingEntry[];
  /** Each becomes a pending delivery for every active endpoint that wants it. */
  readonly events?: readonly LedgerEvent[];
  /** What recorder and commands must remember, JSON values by name; replaces those of the same name. */
  readonly checkpoints?: ReadonlyMap<string, unknown>;
}

export interface Page<T> {
  readonly rows: readonly T[];
  /** Of all that match, not of this page. */
  readonly total: number;
}

export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/** Times: `fromMs` inclusive, `toMs` exclusive. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ApiKeyStore {
  /** Newest first. */
  list(): Promise<readonly ApiKey[]>;
  /** @param hash SHA-256 of the secret. Sees at once what another process created or revoked. */
  findByHash(hash: Uint8Array): Promise<ApiKey | undefined>;
  /** @returns false when the name is taken */
  insert(key: ApiKey, hash: Uint8Array): Promise<boolean>;
  /** @returns false when there is no such key */
  remove(id: string): Promise<boolean>;
  touch(id: string, lastUsedAtMs: number): Promise<void>;
}

export interface SessionFilter {
  /** By time of start. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly chargePointId?: string;
  readonly userId?: string;
  readonly status?: SessionStatus;
}

/** A session with what it cost so far: null without an entry. */
export interface SessionWithCost extends Session {
  readonly totalCost: number | null;
  readonly currency: string | null;
}

/** What the sessions of one currency that ended in a stretch of time came to. */
export interface EndedCosts {
  /** The bound that the stretch begins with. */
  readonly fromMs: number;
  /** null: of sessions that nothing priced. */
  readonly currency: string | null;
  readonly totalCost: number | null;
  readonly count: number;
}

export interface SessionStore {
  /** Newest start first. */
  list(filter: SessionFilter, page: PageRequest): Promise<Page<SessionWithCost>>;
  get(id: string): Promise<SessionWithCost | undefined>;
  findByTransaction(transactionId: string): Promise<SessionWithCost | undefined>;
  /** Of the sessions that are open now. */
  active(): Promise<readonly SessionWithCost[]>;
  /** Ended in the period, oldest first: a statement's rows. */
  endedIn(period: Period, chargePointId?: string): Promise<readonly SessionWithCost[]>;
  /** Sums of the sessions that ended between each bound and the next one, oldest first. @param boundsMs ascending */
  endedCosts(boundsMs: readonly number[], chargePointId?: string): Promise<readonly EndedCosts[]>;
  /** Quarters of an hour of one session, oldest first. */
  slots(id: string): Promise<readonly ChargeIncrement[]>;
}

export type Granularity = 'quarter' | 'hour' | 'day' | 'week' | 'month';

/** One row of history. `day` is the first local day of the bucket; `slotMs` is set for quarters and hours only. */
export interface EnergyRow extends EnergyMix {
  readonly slotMs: number | null;
  readonly day: string;
  readonly importWh: number;
  readonly exportWh: number;
  readonly productionWh: number | null;
}

export interface ChargePointEnergy extends EnergyMix {
  readonly chargePointId: string;
  /** Sessions with an increment in the period, each once. */
  readonly sessionCount: number;
}

export interface EnergyStore {
  /**
   * All chargers and meters together, or one charge point's charging (its import and export are then those of the
   * house). Quarters and hours by time, the others by local day (`fromDay` and `toDay` inclusive).
   */
  slots(
    period: Period,
    granularity: 'quarter' | 'hour',
    chargePointId?: string,
  ): Promise<readonly EnergyRow[]>;
  days(
    fromDay: string,
    toDay: string,
    granularity: 'day' | 'week' | 'month',
    chargePointId?: string,
  ): Promise<readonly EnergyRow[]>;
  byChargePoint(fromDay: string, toDay: string): Promise<readonly ChargePointEnergy[]>;
  /** Minutes of all charge points, or of one, oldest first. */
  trace(period: Period, chargePointId?: string): Promise<readonly TracePoint[]>;
}

/** What the owner wrote about a charge point; everything else comes from the charger itself. */
export interface ChargePointNotes {
  readonly chargePointId: string;
  readonly name: string | null;
  readonly model: string | null;
  readonly vendor: string | null;
  readonly serialNumber: string | null;
  readonly location: {
    readonly latitude: number;
    readonly longitude: number;
    readonly address: string;
  } | null;
  /** null: the default tariff, which is the oldest one. */
  readonly tariffId: string | null;
  readonly registeredAtMs: number;
}

/** How long a charge point was what, ms. Time in which nobody looked is in none of them. */
export interface OnlineTimes {
  readonly chargePointId: string;
  /** Begin of the period that was asked for. */
  readonly fromMs: number;
  readonly onlineMs: number;
  readonly offlineMs: number;
  /** Part of `onlineMs`. */
  readonly chargingMs: number;
}

export interface ChargePointStore {
  all(): Promise<readonly ChargePointNotes[]>;
  get(chargePointId: string): Promise<ChargePointNotes | undefined>;
  /** Inserted, or replaced whole. */
  put(notes: ChargePointNotes): Promise<void>;
  /** Of each charge point in each of the periods; without those in which nobody looked. */
  onlineTimes(periods: readonly Period[], chargePointId?: string): Promise<readonly OnlineTimes[]>;
}

export interface BillingStore {
  /** Oldest first. */
  tariffs(currency?: string): Promise<readonly Tariff[]>;
  tariff(id: string): Promise<Tariff | undefined>;
  putTariff(tariff: Tariff): Promise<void>;
  /** @returns false when there is none; charge points that had it fall back to the default */
  removeTariff(id: string): Promise<boolean>;
  /** By priority, then age. */
  rules(): Promise<readonly BillingRule[]>;
  rule(id: string): Promise<BillingRule | undefined>;
  putRule(rule: BillingRule): Promise<void>;
  removeRule(id: string): Promise<boolean>;
  /** Oldest first. */
  entriesOf(sessionId: string): Promise<readonly BillingEntry[]>;
  /** By time of writing, newest first. */
  entries(period: Partial<Period>, page: PageRequest): Promise<Page<BillingEntry>>;
}

export interface WebhookStore {
  endpoints(): Promise<readonly WebhookEndpoint[]>;
  endpoint(id: string): Promise<WebhookEndpoint | undefined>;
  putEndpoint(endpoint: WebhookEndpoint): Promise<void>;
  /** Its deliveries go with it. @returns false when there is none */
  removeEndpoint(id: string): Promise<boolean>;
  /** Newest first. */
  deliveries(endpointId: string, page: PageRequest): Promise<Page<Delivery>>;
  delivery(id: string): Promise<Delivery | undefined>;
  /** Pending ones of active endpoints whose time has come, oldest first, at most so many of each endpoint. */
  due(nowMs: number, limitEach: number): Promise<readonly Delivery[]>;
  /** When the next pending one is due; undefined: none. */
  nextDueMs(): Promise<number | undefined>;
  /** Inserted, or replaced whole by id. */
  putDelivery(delivery: Delivery): Promise<void>;
}
