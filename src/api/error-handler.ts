import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logger.js';
import { ApiError } from './api-error.js';
import { errorBody, toApiError } from './error-answer.js';
import type { Guard } from './guard.js';
import type { RouteMap } from './route-map.js';

export type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Answers every error in the one form, and logs those that are not the caller's. */
export function createErrorHandler(guard: Guard, log: Logger): ErrorHandler {
  return (error, request, reply) => {
    const answer = guard.refuse(request, toApiError(error));
    const route = { method: request.method, route: request.routeOptions.url };
    if (answer.code === 'internal') log.error({ err: error, ...route }, 'A request failed');
    if (answer.code === 'unavailable') log.warn({ err: error, ...route }, 'A request could not be served');
    if (answer.code === 'unauthorized') reply.header('www-authenticate', 'Bearer realm="wattbridge"');
    if (answer.code === 'rate_limited') reply.header('retry-after', Number(answer.context['retry_after_s']));
    return reply.status(answer.status).type('application/json').send(errorBody(answer));
  };
}

/** Tells a path that is not there from one that does not have the method. */
export function createNotFoundHandler(routeMap: RouteMap) {
  return ({ url }: FastifyRequest, reply: FastifyReply): never => {
    const methods = routeMap.methods(url.split('?')[0] ?? '');
    if (methods.length === 0) throw new ApiError('not_found', 'There is no such route.');
    reply.header('allow', methods.join(', '));
    throw new ApiError('method_not_allowed', `This route takes ${methods.join(', ')}.`);
  };
}
