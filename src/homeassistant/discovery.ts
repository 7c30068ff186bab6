import type { JsonObject } from '../json.js';

/** One entity; the names of the options are Home Assistant's. */
export interface Component extends JsonObject {
  /** The platform. */
  readonly p: string;
  readonly name: string;
  readonly unique_id: string;
  readonly default_entity_id: string;
}

/**
 * A device with all its entities, as Home Assistant reads it since 2024.11. It rejects the whole payload for one
 * unknown option outside `cmps`.
 */
export interface DiscoveryPayload extends JsonObject {
  readonly dev: JsonObject;
  readonly o: JsonObject;
  readonly cmps: { readonly [id: string]: Component };
}

export interface Discovery {
  /** Identifies the device in discovery topics. */
  readonly objectId: string;
  readonly payload: DiscoveryPayload;
  /** Whether everything that the device has is in it; only then may what it lacks be removed. */
  readonly complete: boolean;
}

/** Drops members that are undefined, which JSON does not know. */
export function defined(members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonObject[string]] => entry[1] !== undefined),
  );
}

/** Who announces, for people who look at the messages. */
export function origin(version: string): JsonObject {
  return { name: 'wattbridge', sw: version };
}
