import { isJsonObject, type JsonObject, type JsonValue } from '../../json.js';

/** What the ledger needs of a charger's snapshot. A value that the charger does not send is absent. */
export interface TrackedReading {
  /** Wall time at which the answer came in, ms. */
  readonly atMs: number;
  /** `car`: 1 idle, 2 charging, 3 waiting, 4 complete, 5 error, 0 unknown, null internal error. */
  readonly car: number | null;
  /** Total power, W. */
  readonly powerW?: number;
  /** L1, L2, L3, A. */
  readonly currentsA?: readonly number[];
  /** Counters of all energy and of this car, Wh (`eto`, `wh`). */
  readonly counterWh?: number;
  readonly carWh?: number;
  /** How often the charger has started, and how long ago the last time was, ms (`rbc`, `rbt`). */
  readonly boots?: number;
  readonly sinceBootMs?: number;
  /** Time since boot at which a car was plugged in last, ms (`lccfi`). */
  readonly pluggedInMs?: number;
  readonly serial?: string;
  /** Name or number of the card that pays; null: none. */
  readonly userId: string | null;
  readonly err?: number;
  readonly modelStatus?: number;
  readonly frc?: number;
  /** Current a phase that is asked for, A, and whether the charger lets the car charge (`amp`, `alw`). */
  readonly amp?: number;
  readonly isAllowed?: boolean;
}

const NRG_TOTAL = 11;
const NRG_CURRENTS = [4, 5, 6] as const;
const MASKED = /^\**$/;

const finite = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The owner's name for a card, else its number as printed on it. */
function userOf(snapshot: JsonObject): string | null {
  const card = finite(snapshot['trx']);
  if (card === undefined || card < 1) return null;
  const cards = snapshot['cards'];
  const entry = Array.isArray(cards) ? (cards[card - 1] as JsonValue | undefined) : undefined;
  const names = [isJsonObject(entry) ? entry['name'] : undefined, snapshot[`c${card - 1}n`]];
  const name = names.find((word) => typeof word === 'string' && !MASKED.test(word.trim()));
  return typeof name === 'string' ? name.trim() : String(card);
}

/**
 * A charger's `state`.
 * @param arrivedAtMs time of arrival, for snapshots without `received_at`
 * @returns undefined for what does not come from a charger
 */
export function readTracked(snapshot: JsonObject, arrivedAtMs: number): TrackedReading | undefined {
  const { car, received_at: receivedAt } = snapshot;
  if (car !== null && finite(car) === undefined) return undefined;
  const receivedAtMs = typeof receivedAt === 'string' ? Date.parse(receivedAt) : Number.NaN;
  const values = Object.entries(valuesIn(present(snapshot))).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(values) as Partial<TrackedReading>),
    atMs: Number.isFinite(receivedAtMs) ? receivedAtMs : arrivedAtMs,
    car: finite(car) ?? null,
    userId: userOf(snapshot),
  };
}

/** A snapshot keeps the last value of a key that the charger has stopped to send, and says so. */
function present(snapshot: JsonObject): JsonObject {
  const { missing } = snapshot;
  if (!isJsonObject(missing)) return snapshot;
  return Object.fromEntries(Object.entries(snapshot).filter(([key]) => !Object.hasOwn(missing, key)));
}

function valuesIn(snapshot: JsonObject) {
  const { nrg, sse, alw } = snapshot;
  return {
    powerW: Array.isArray(nrg) ? finite(nrg[NRG_TOTAL] as JsonValue | undefined) : undefined,
    currentsA: currentsIn(nrg),
    counterWh: finite(snapshot['eto']),
    carWh: finite(snapshot['wh']),
    boots: finite(snapshot['rbc']),
    sinceBootMs: finite(snapshot['rbt']),
    pluggedInMs: finite(snapshot['lccfi']),
    serial: typeof sse === 'string' && !MASKED.test(sse) ? sse : undefined,
    err: finite(snapshot['err']),
    modelStatus: finite(snapshot['modelStatus']),
    frc: finite(snapshot['frc']),
    amp: finite(snapshot['amp']),
    isAllowed: typeof alw === 'boolean' ? alw : undefined,
  };
}

function currentsIn(nrg: JsonValue | undefined): readonly number[] | undefined {
  if (!Array.isArray(nrg)) return undefined;
  const currents = NRG_CURRENTS.map((index) => finite(nrg[index])).filter((amps) => amps !== undefined);
  return currents.length === NRG_CURRENTS.length ? currents : undefined;
}
