import type { ApiKey } from '../ledger/api-key.js';
import type { ApiKeyStore } from '../ledger/store/port.js';

/** The key with which somebody set wattbridge up, as a ledger keeps it. */
export interface OwnerKey {
  readonly key: ApiKey;
  /** SHA-256 of its secret. */
  readonly hash: Uint8Array;
}

/**
 * Lets a ledger know the key with which its configuration was written, so that the page stays signed in. That of the
 * demo forgets everything.
 */
export async function adoptOwnerKey(keys: ApiKeyStore, { key, hash }: OwnerKey): Promise<void> {
  if ((await keys.findByHash(hash)) !== undefined) return;
  for (let place = 1; !(await keys.insert(named(key, place), hash)); place++);
}

/** Names are unique: another owner may have used this one. */
const named = (key: ApiKey, place: number): ApiKey =>
  place === 1 ? key : { ...key, name: `${key.name.slice(0, 120)} ${place}` };
