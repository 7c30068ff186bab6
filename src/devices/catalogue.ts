import type { Datapoint } from './datapoint.js';

/** The rows of one kind of device by key. */
export type Catalogue = ReadonlyMap<string, Datapoint>;

export function createCatalogue(rows: readonly Datapoint[]): Catalogue {
  return new Map(rows.map((row) => [row.key, row]));
}
