import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Api } from './api.js';
import { ApiError, type ApiErrorCode } from './api-error.js';
import type { Authenticator } from './auth.js';
import { addressGroup, createRateLimit } from './rate-limit.js';
import type { UnderWay } from './under-way.js';

/** Refusals of callers without a key that look like guessing. */
const GUESSES: ReadonlySet<ApiErrorCode> = new Set(['unauthorized', 'not_found', 'method_not_allowed']);

/** What stands before every route: the key, its scopes, and how often it may ask. */
export interface Guard {
  /** @throws ApiError `unauthorized`, `forbidden` or `rate_limited` */
  admit(request: FastifyRequest): Promise<void>;
  /** The key may have been revoked elsewhere while the request was under way. @throws ApiError `unauthorized` */
  confirm(request: FastifyRequest): Promise<void>;
  /** The answer to a request that is refused: another one where an address is refused too often. */
  refuse(request: FastifyRequest, refusal: ApiError): ApiError;
}

/** @param perMinute requests of a key, and refused requests of an address without one */
export function createGuard(perMinute: number, authenticator: Authenticator, clock: Clock): Guard {
  const keys = createRateLimit(perMinute);
  const addresses = createRateLimit(perMinute);

  return {
    async admit(request) {
      const { access } = request.routeOptions.config;
      if (access === 'public') return;
      const key = await authenticator.keyOfRequest(request.raw);
      request.apiKey = key;
      const waitS = keys.take(key.id, clock.monotonic());
      if (waitS > 0) throw tooMany(waitS);
      await authenticator.touch(key);
      if (Array.isArray(access) && !access.some((scope) => key.scopes.includes(scope))) {
        throw new ApiError('forbidden', `The key lacks the scope ${access.join(' or ')}.`);
      }
    },
    async confirm(request) {
      if (request.apiKey === null) return;
      // An answer that is refused here comes by once more, as an error.
      request.apiKey = null;
      request.apiKey = await authenticator.keyOfRequest(request.raw);
    },
    refuse(request, refusal) {
      if (request.apiKey !== null || !GUESSES.has(refusal.code)) return refusal;
      const waitS = addresses.take(addressGroup(request.ip), clock.monotonic());
      return waitS > 0 ? tooMany(waitS) : refusal;
    },
  };
}

/** Puts the guard before all routes that are added later. */
export function guardRoutes(api: Api, guard: Guard, underWay: UnderWay): void {
  api.addHook('onRequest', async (request, reply) => {
    await guard.admit(request);
    underWay.add(reply);
  });
  api.addHook('onSend', async (request, _reply, payload) => {
    await guard.confirm(request);
    return payload;
  });
}

const tooMany = (seconds: number): ApiError =>
  new ApiError('rate_limited', `Too many requests; try again in ${seconds} s.`, {
    context: { retry_after_s: seconds },
  });
