import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bare HTTP device on loopback. */
export interface StubDevice {
  readonly host: string;
  stop(): void;
}

/** Answers every request with the JSON text that `body` gives. */
export function startStub(body: (url: string) => string): Promise<StubDevice> {
  const server: Server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
    response.end(body(request.url ?? '/'));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ host: `127.0.0.1:${port}`, stop: () => void server.close() });
    });
  });
}
