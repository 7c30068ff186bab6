import type { RouteOptions } from 'fastify';
import type { Access } from './api.js';
import { API_ERRORS, type ApiErrorCode } from './api-error.js';
import { ServerError } from './server-error.js';
import { refusalAnswer } from './wire.js';

/**
 * Adds what follows from a route's `access` and schemas to its documentation: the scopes that it needs, and the errors
 * that it may answer with.
 * @throws ServerError when the route does not say who may call it
 */
export function describeRoute(route: RouteOptions): void {
  const access = route.config?.access;
  if (access === undefined) {
    throw new ServerError(
      'route_without_access',
      `${route.method} ${route.url} does not say who may call it`,
    );
  }
  const schema = route.schema ?? {};
  route.schema = {
    ...schema,
    operationId: operationId(String(route.method), route.url),
    description: [schema.description, scopeSentence(access)].filter(Boolean).join('\n\n'),
    security: securityOf(access),
    response: { ...errorAnswers(route, access), ...asRecord(schema.response) },
  };
}

/** @example operationId('GET', '/api/v1/org/api-keys/:key_id') // 'getOrgApiKeysByKeyId' */
function operationId(method: string, url: string): string {
  const words = url.replace('/api/v1', '').replaceAll(':', 'by_').split(/[/_-]/).filter(Boolean);
  const capitalized = words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `${method.toLowerCase()}${capitalized.join('')}`;
}

function scopeSentence(access: Access): string {
  if (access === 'public') return 'Needs no key.';
  if (access === 'any_key') return 'Any valid key.';
  return `Scope: ${access.map((scope) => `\`${scope}\``).join(' or ')}.`;
}

/** Names of scopes are allowed for any scheme since OpenAPI 3.1; entries of the list are alternatives. */
function securityOf(access: Access): { [scheme: string]: string[] }[] {
  if (access === 'public') return [];
  const alternatives = access === 'any_key' ? [[]] : access.map((scope) => [scope]);
  return alternatives.flatMap((scopes) => [{ bearer: scopes }, { header: scopes }]);
}

function errorAnswers(
  { method, schema = {} }: RouteOptions,
  access: Access,
): Record<number, ReturnType<typeof refusalAnswer>> {
  const mayChange = [method].flat().some((each) => each !== 'GET' && each !== 'HEAD');
  const codes: ApiErrorCode[] = ['invalid_request', 'internal', 'unavailable'];
  // A body that nobody asked for is read as well.
  if (mayChange) codes.push('payload_too_large', 'unsupported_media_type');
  if (schema.params) codes.push('not_found');
  // Signing in needs no key, but may fail for a wrong one.
  if (access !== 'public' || mayChange) codes.push('unauthorized', 'rate_limited');
  if (Array.isArray(access)) codes.push('forbidden');
  return Object.fromEntries(codes.map((code) => [API_ERRORS[code].status, refusalAnswer(code)]));
}

const asRecord = (response: unknown): Record<string, unknown> =>
  typeof response === 'object' && response !== null ? { ...response } : {};
