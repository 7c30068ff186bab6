import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.js';
import type { Answer, DeviceApi, DeviceRequest } from './answer.js';
import { SimulatorError } from './simulator-error.js';

export interface HttpServer {
  /**
   * @returns address with the port that it really has
   * @throws SimulatorError `address_unavailable`
   */
  start(): Promise<URL>;
  /** Cuts every connection. */
  stop(): Promise<void>;
}

export interface HttpServerOptions {
  readonly api: DeviceApi;
  readonly clock: Clock;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

function requestOf(message: IncomingMessage): DeviceRequest {
  const url = new URL(message.url ?? '/', 'http://device');
  return {
    method: message.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    header: (name) => {
      const value = message.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

async function deliver(answer: Answer, to: ServerResponse, clock: Clock, signal: AbortSignal): Promise<void> {
  if (answer.kind === 'hang') return;
  if (answer.kind === 'reset') {
    to.socket?.resetAndDestroy();
    return;
  }
  if (answer.delayMs !== undefined) await clock.sleep(answer.delayMs, signal);
  to.statusCode = answer.status;
  to.sendDate = false;
  for (const [name, value] of Object.entries(answer.headers)) to.setHeader(name, value);
  to.end(answer.body);
}

function listen(server: Server, host: string, port: number): Promise<URL> {
  const name = host.includes(':') ? `[${host}]` : host;
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `The simulated device cannot listen on ${name}:${port}. Choose another port or stop what uses it.`;
      reject(new SimulatorError('address_unavailable', message, { cause, context: { host, port } }));
    });
    server.listen(port, host, () => {
      const { port: chosen } = server.address() as AddressInfo;
      resolve(new URL(`http://${name}:${chosen}/`));
    });
  });
}

/** Gives a simulated device a socket. */
export function createHttpServer({ api, clock, host, port }: HttpServerOptions): HttpServer {
  const stopped = new AbortController();

  async function serve(message: IncomingMessage, to: ServerResponse): Promise<void> {
    const gone = new AbortController();
    to.once('close', () => gone.abort());
    try {
      await deliver(api(requestOf(message)), to, clock, AbortSignal.any([stopped.signal, gone.signal]));
    } catch (error) {
      if (!gone.signal.aborted && !stopped.signal.aborted) throw error;
    }
  }

  const server = createServer((message, to) => void serve(message, to));
  return {
    start: () => listen(server, host, port),
    stop: () =>
      new Promise((resolve) => {
        stopped.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
