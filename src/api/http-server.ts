import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { FastifyServerFactory } from 'fastify';

/** A client gets this long to send its request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** PEM texts. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** @param tls null: plain HTTP */
export function serverFactory(tls: Tls | null): FastifyServerFactory {
  const timeouts = { requestTimeout: REQUEST_TIMEOUT_MS };
  return (handler) =>
    tls === null ? createHttpServer(timeouts, handler) : createHttpsServer({ ...timeouts, ...tls }, handler);
}
