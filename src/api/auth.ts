import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { ApiKey } from '../ledger/api-key.js';
import type { ApiKeyStore } from '../ledger/store/port.js';
import type { Logger } from '../logger.js';
import { ApiError } from './api-error.js';
import { hashSecret, isSecret } from './secrets.js';
import { PAGE_HEADER, secretInCookie } from './session-cookie.js';

/** "Last used" is written at most this often for each key. */
const TOUCH_EVERY_MS = 5_000;

/** Node's request, with every header that came, also those that came twice. */
export interface KeyedRequest {
  readonly method?: string | undefined;
  readonly headersDistinct: Readonly<Record<string, readonly string[] | undefined>>;
}

export interface Authenticator {
  /**
   * The key that a request carries in `Authorization: Bearer` or `X-API-Key`, or else in the cookie of the page. A key
   * in the URL does not count.
   * @throws ApiError `unauthorized`
   */
  keyOfRequest(request: KeyedRequest): Promise<ApiKey>;
  /** @throws ApiError `unauthorized` */
  keyOf(secret: string): Promise<ApiKey>;
  /** Notes that the key was used now. */
  touch(key: ApiKey): Promise<void>;
}

export interface AuthenticatorPorts {
  readonly clock: Clock;
  readonly log: Logger;
}

/** Reads the store at every request, so that a key is void from the moment at which it is revoked. */
export function createAuthenticator(keys: ApiKeyStore, { clock, log }: AuthenticatorPorts): Authenticator {
  async function keyOf(secret: string): Promise<ApiKey> {
    const key = isSecret(secret) ? await keys.findByHash(hashSecret(secret)) : undefined;
    if (key === undefined || (key.expiresAtMs !== null && key.expiresAtMs <= clock.now())) {
      throw unauthorized('The API key is unknown, revoked or expired.');
    }
    return key;
  }

  return {
    keyOf,
    keyOfRequest: async (request) => keyOf(secretOf(request)),
    async touch({ id, lastUsedAtMs }) {
      const nowMs = clock.now();
      if (lastUsedAtMs !== null && Math.abs(nowMs - lastUsedAtMs) < TOUCH_EVERY_MS) return;
      try {
        await keys.touch(id, nowMs);
      } catch (err) {
        // Whoever may read may do so on a full disk, too.
        log.warn({ err, key_id: id }, 'The last use of a key could not be noted');
      }
    },
  };
}

/** @throws ApiError `unauthorized` when the request carries no key, or two different ones */
export function secretOf({ method, headersDistinct: headers }: KeyedRequest): string {
  const bearers = headers['authorization']?.map((value) => /^Bearer +(\S+) *$/i.exec(value)?.[1] ?? '') ?? [];
  const [secret, ...others] = [...bearers, ...(headers['x-api-key'] ?? [])];
  if (secret === undefined) return secretOfPage(method, headers);
  if (!others.every((other) => isSame(other, secret))) {
    throw unauthorized('The request carries two different API keys.');
  }
  return secret;
}

/** The browser adds the cookie to requests of any origin, so a change must also carry what only the page can send. */
function secretOfPage(method: string | undefined, headers: KeyedRequest['headersDistinct']): string {
  const secret = secretInCookie(headers['cookie']?.join('; '));
  const isSafe = method === 'GET' || method === 'HEAD' || headers[PAGE_HEADER] !== undefined;
  if (secret !== undefined && isSafe) return secret;
  throw unauthorized('An API key is missing: send "Authorization: Bearer <key>" or "X-API-Key: <key>".');
}

/** Hashes are compared, which have one length: the time that it takes says nothing of the secrets. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(hashSecret(a), hashSecret(b));

const unauthorized = (message: string): ApiError => new ApiError('unauthorized', message);
