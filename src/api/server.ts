import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { Startable } from '../lifecycle.js';
import type { Api, ServerPorts } from './api.js';
import type { BuildOptions } from './build.js';
import { listenError, ServerError } from './server-error.js';

/** Requests under way get this long when the server stops. */
const STOP_TIMEOUT_MS = 5_000;

export interface ApiServerOptions extends Omit<BuildOptions, 'tls'> {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** PEM files; null: plain HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
}

export interface ApiServer extends Startable {
  /** Where it listens, with the port that it really has once it has started. */
  readonly url: URL;
}

/** The REST API. Its library is loaded at `start`, so that nobody else waits for it. */
export function createApiServer(options: ApiServerOptions, ports: ServerPorts): ApiServer {
  const { host, port } = options;
  const url = new URL(`${options.tls === null ? 'http' : 'https'}://${hostName(host)}:${port}`);
  let api: Api | undefined;
  return {
    name: 'REST API',
    url,
    async start() {
      const tls = await readTls(options.tls);
      const { buildApi } = await import('./build.js');
      api = await buildApi({ ...options, tls }, ports);
      await listen(api, host, port);
      url.port = String((api.server.address() as AddressInfo).port);
      ports.log.info({ url: url.href }, 'The REST API listens');
    },
    async stop() {
      if (api !== undefined) await close(api, ports);
      api = undefined;
    },
  };
}

const hostName = (host: string): string => (host.includes(':') ? `[${host}]` : host);

async function readTls(files: ApiServerOptions['tls']) {
  if (files === null) return null;
  const { certFile, keyFile } = files;
  try {
    const tls = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
    createSecureContext(tls);
    return tls;
  } catch (cause) {
    const message = `The REST API cannot use ${certFile} with ${keyFile}: both must be readable PEM and belong together.`;
    throw new ServerError('invalid_tls', message, { cause });
  }
}

async function listen(api: Api, host: string, port: number): Promise<void> {
  try {
    await api.listen({ host, port });
  } catch (cause) {
    await api.close();
    throw listenError(cause, host, port);
  }
}

/** No new connections; requests under way are answered, but not waited for for ever. */
async function close(api: Api, { clock }: ServerPorts): Promise<void> {
  const closed = new AbortController();
  const cut = clock.sleep(STOP_TIMEOUT_MS, closed.signal).then(
    () => api.server.closeAllConnections(),
    () => undefined,
  );
  await api.close();
  closed.abort();
  await cut;
}
