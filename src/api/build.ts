import cors, { type FastifyCorsOptions } from '@fastify/cors';
import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from '../logger.js';
import type { Api, ServerPorts } from './api.js';
import { createAuthenticator } from './auth.js';
import { clientErrorAnswer } from './client-error.js';
import { describeRoute } from './describe-route.js';
import { addDocsPage } from './docs-page.js';
import { createErrorHandler, createNotFoundHandler, type ErrorHandler } from './error-handler.js';
import { createGuard, guardRoutes } from './guard.js';
import { serverFactory, type Tls } from './http-server.js';
import { createRequestMeter, type RequestMeter } from './metrics/request-meter.js';
import { describeApi } from './openapi.js';
import { addPage } from './page-files.js';
import { createRouteMap } from './route-map.js';
import { ROUTES } from './routes/index.js';
import { metricsRoutes } from './routes/metrics.js';
import { setSecurityHeaders } from './security-headers.js';
import { createUnderWay } from './under-way.js';

/** Larger bodies are refused. */
const BODY_LIMIT_BYTES = 64 * 1024;

export interface BuildOptions {
  /** null: plain HTTP. */
  readonly tls: Tls | null;
  /** Origins of web pages that may call the API, such as `https://ha.example`; empty: none. */
  readonly corsOrigins: readonly string[];
  /** Requests of a key, and refused ones of an address. */
  readonly rateLimitPerMinute: number;
  /** Whether `/metrics` asks for no key. */
  readonly publicMetrics: boolean;
  /** Absolute path of the page's built files; undefined: no page. */
  readonly pageFolder?: string;
}

/** The HTTP server with all its routes; it does not listen yet. */
export async function buildApi(options: BuildOptions, ports: ServerPorts): Promise<Api> {
  const { clock, log, settings } = ports;
  const underWay = createUnderWay();
  const store = { ...ports.store, apiKeys: underWay.ending(ports.store.apiKeys) };
  const authenticator = createAuthenticator(store.apiKeys, ports);
  const guard = createGuard(options.rateLimitPerMinute, authenticator, clock);
  const routeMap = createRouteMap();
  const requests = createRequestMeter();
  const api = bareServer(options.tls, createErrorHandler(guard, log));
  api.setNotFoundHandler(createNotFoundHandler(routeMap));
  watchAnswers(api, requests, log);
  if (options.corsOrigins.length > 0) await api.register(cors, corsOptions(options.corsOrigins));
  await describeApi(api, settings.version);
  await api.register(async (routes: Api) => {
    guardRoutes(routes, guard, underWay);
    routes.addHook('onRoute', (route) => {
      describeRoute(route);
      for (const method of [route.method].flat()) routeMap.add(route.url, method);
    });
    const metrics = metricsRoutes(requests, options.publicMetrics ? 'public' : 'any_key');
    for (const add of [...ROUTES, metrics]) add(routes, { ...ports, store, keyOf: authenticator.keyOf });
  });
  await addDocsPage(api);
  if (options.pageFolder !== undefined) await addPage(api, options.pageFolder);
  return api;
}

function bareServer(tls: Tls | null, answerError: ErrorHandler): Api {
  const api: Api = fastify({
    serverFactory: serverFactory(tls),
    bodyLimit: BODY_LIMIT_BYTES,
    return503OnClosing: false,
    clientErrorHandler: clientErrorAnswer,
    frameworkErrors: (error, request, reply) => {
      request.apiKey = null;
      setSecurityHeaders(reply);
      answerError(error, request, reply);
    },
  });
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  api.setErrorHandler(answerError);
  api.removeContentTypeParser('text/plain');
  api.decorateRequest('apiKey', null);
  api.addHook('onRequest', async (_request, reply) => setSecurityHeaders(reply));
  return api;
}

/** Counts and logs every answer by its route: URLs may hold what is nobody's business. */
function watchAnswers(api: Api, requests: RequestMeter, log: Logger): void {
  api.addHook('onResponse', async ({ method, apiKey, routeOptions }, reply) => {
    const answered = { method, route: routeOptions.url, status: reply.statusCode, tookMs: reply.elapsedTime };
    requests.count(answered);
    log.debug({ ...answered, key_id: apiKey?.id }, 'Answered a request');
  });
}

const corsOptions = (origins: readonly string[]): FastifyCorsOptions => ({
  origin: [...origins],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['Authorization', 'X-API-Key', 'Content-Type'],
  exposedHeaders: ['Retry-After', 'WWW-Authenticate', 'Allow'],
  maxAge: 600,
});
