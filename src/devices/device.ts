import type { JsonValue } from '../json.js';
import type { Datapoint, Range } from './datapoint.js';

/** What a device says of itself; known after its first answer. */
export interface DeviceIdentity {
  readonly manufacturer: string;
  readonly model: string;
  readonly name?: string;
  readonly serialNumber?: string;
  readonly softwareVersion?: string;
  readonly hardwareVersion?: string;
  /** Page of the device in the home network. */
  readonly configurationUrl?: string;
}

/** One answer of a device. */
export interface Reading {
  /** Key → value as the device sent it (unmasked, unknown keys included). */
  readonly values: ReadonlyMap<string, JsonValue>;
  /** Wall time at which the answer was complete, ms. */
  readonly receivedAtMs: number;
  /** The device's own time of measurement, ms; absent when it sends none. */
  readonly measuredAtMs?: number;
  /** Keys that were asked for. A key that was asked for and is not in `values` is missing. */
  readonly asked: ReadonlySet<string> | 'all';
}

/** The device's word on one written key. */
export type WriteAnswer = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * The port of a meter or a charger. The bridge never has more than one call under way for a device, so an
 * implementation needs no queue of its own. Every method that talks throws `DeviceError` and nothing else.
 */
export interface Device {
  readonly id: string;
  /** `poweropti`, `goe`, … */
  readonly kind: string;
  readonly identity: DeviceIdentity;

  /** The row of a key; undefined for a key that nobody knows. */
  datapoint(key: string): Datapoint | undefined;

  /** One request for the keys that are due. */
  poll(signal: AbortSignal): Promise<Reading>;

  /** Milliseconds from the start of one poll to the start of the next, when all is well. */
  readonly pollIntervalMs: number;

  /** Present on devices that can be written. */
  readonly writer?: Writer;

  /** What the owner should know or change, given these values; for `wattbridge check`. */
  advice(values: ReadonlyMap<string, JsonValue>): readonly string[];
}

export interface Writer {
  /** Writes several keys in one request, in this order; answers for each. */
  write(
    values: ReadonlyMap<string, JsonValue>,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, WriteAnswer>>;

  /** Reads these keys now. */
  read(keys: readonly string[], signal: AbortSignal): Promise<Reading>;

  /** The narrowest bounds for a number that the device's present values give; undefined: the row's own range. */
  limits(key: string, values: ReadonlyMap<string, JsonValue>): LimitedRange | undefined;
}

/** A range with the reason why it is narrower than the catalogue's. */
export interface LimitedRange extends Range {
  /** In words: `ama is 16`. */
  readonly because: string;
}
