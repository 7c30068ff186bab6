import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens on a free port of this machine until the test ends. */
async function listen(server: Server, sockets: ReadonlySet<Socket>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  return sockets;
}

export interface TestServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** Every request so far. */
  readonly requests: readonly IncomingMessage[];
}

/** A real HTTP server that ends with the test. */
export async function startHttpServer(answer: RequestListener): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  return { host: await listen(server, trackSockets(server)), requests };
}

/** A server that always gives the same answer. */
export function startFixedServer(status: number, body: string): Promise<TestServer> {
  return startHttpServer((_request, response) => response.writeHead(status).end(body));
}

/** A server that does with each connection what it likes; ends with the test. */
export async function startTcpServer(onData: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => onData(socket));
  });
  return listen(server, trackSockets(server));
}

/** The address of a server that is gone. */
export async function closedHost(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}
