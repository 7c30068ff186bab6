import * as z from 'zod';
import type { Clock } from '../clock.js';
import { type ApiKey, SCOPES, type Scope } from '../ledger/api-key.js';
import type { ApiKeyStore } from '../ledger/store/port.js';
import { DAY_MS } from '../time-spans.js';
import { ApiError } from './api-error.js';
import { hashSecret, newSecret } from './secrets.js';

/** Names are shown in terminals and on pages: no control characters, no halves of characters. */
export const keyName = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not hold control characters');

/** In days. */
export const keyLifetime = z.int().min(1).max(3650);

export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** undefined: never. */
  readonly expiresInDays?: number | undefined;
}

export interface KeyPorts {
  readonly keys: ApiKeyStore;
  readonly clock: Clock;
  readonly newId: (prefix: string) => string;
}

export interface NewKey {
  readonly key: ApiKey;
  readonly secret: string;
}

/**
 * Makes a key; only the hash of its secret is kept.
 * @throws ApiError `name_taken`
 */
export async function createKey(request: KeyRequest, { keys, clock, newId }: KeyPorts): Promise<NewKey> {
  const nowMs = clock.now();
  const { name, scopes, expiresInDays } = request;
  const key: ApiKey = {
    id: newId('key_'),
    name,
    scopes,
    createdAtMs: nowMs,
    lastUsedAtMs: null,
    expiresAtMs: expiresInDays === undefined ? null : nowMs + expiresInDays * DAY_MS,
  };
  const secret = newSecret();
  if (!(await keys.insert(key, hashSecret(secret)))) {
    throw new ApiError('name_taken', `There is a key with the name "${name}" already.`);
  }
  return { key, secret };
}

/**
 * Makes the owner's key, with all scopes, in a store that has none.
 * @returns its secret, to be shown once; undefined when there are keys already
 */
export async function ensureFirstKey(ports: KeyPorts): Promise<string | undefined> {
  if ((await ports.keys.list()).length > 0) return undefined;
  try {
    return (await createKey({ name: 'Owner', scopes: SCOPES }, ports)).secret;
  } catch (error) {
    // Another process with the same store was first.
    if (error instanceof ApiError && error.code === 'name_taken') return undefined;
    throw error;
  }
}

/**
 * Scopes by name, each once, in the order of their list.
 * @throws ApiError `invalid_scope`
 */
export function readScopes(given: readonly string[]): readonly Scope[] {
  const unknown = given.filter((name) => !SCOPES.some((scope) => scope === name));
  if (unknown.length > 0) {
    const names = unknown.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 64)));
    throw new ApiError(
      'invalid_scope',
      `No such scope: ${names.join(', ')}. There are ${SCOPES.join(', ')}.`,
    );
  }
  return SCOPES.filter((scope) => given.includes(scope));
}
