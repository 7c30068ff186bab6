import type { JsonValue } from '../../json.js';
import type { WriteAnswer } from '../device.js';

/** Key → value as the charger sent it. */
export type GoeValues = ReadonlyMap<string, JsonValue>;

/**
 * The API v2 of a charger, in the home network or through the cloud; both speak the same keys. A charger bears one
 * request at a time: the caller waits for an answer before the next call. Both methods throw `DeviceError` and
 * nothing else.
 */
export interface GoeTransport {
  /** `GET /api/status`, with a filter unless `all` is asked for. Keys that the charger lacks are absent. */
  status(keys: readonly string[] | 'all', signal: AbortSignal): Promise<GoeValues>;

  /** `GET /api/set`: writes in this order and gives the charger's word on each key. */
  set(values: GoeValues, signal: AbortSignal): Promise<ReadonlyMap<string, WriteAnswer>>;
}
