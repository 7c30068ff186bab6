import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes, type AedesOptions, type Client } from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { Logger } from '../logger.js';
import { BrokerError, listenError } from './broker-error.js';
import { checkExposure, isOriginAllowed } from './broker-exposure.js';
import { createLogin } from './broker-login.js';
import { type BrokerOptions, type BrokerSettings, brokerSettings } from './broker-options.js';
import { type Deliveries, keepOrder } from './broker-order.js';
import { createBrokerPolicy } from './broker-policy.js';
import { createVersionNotice } from './broker-version.js';
import type { LocalBroker } from './mqtt-client-options.js';
import { limitPackets } from './packet-limit.js';
import type { RetainedMemory } from './retained-memory.js';

const HANDSHAKE_TIMEOUT_MS = 10_000;
/** While a client does not read what is sent to it, the others wait too; after this time it is disconnected. */
const DRAIN_TIMEOUT_MS = 10_000;
/** When the broker stops: how long clients may take to read what was published before. */
const LAST_DELIVERIES_MS = 2_000;
/** And how long they may take to close their connection. */
const FAREWELL_MS = 500;

/**
 * The embedded broker, MQTT 3.1.1 over TCP and WebSocket. It keeps retained messages in memory and no sessions: a
 * client that was away gets the retained values again, not what it missed.
 */
export interface Broker extends LocalBroker {
  readonly name: string;
  /** The real ports; undefined while it is not running, and for a listener that is off. */
  readonly port: number | undefined;
  readonly websocketPort: number | undefined;

  /** @throws BrokerError */
  start(): Promise<void>;
  stop(): Promise<void>;

  /** A connection for a role in this process: no network, no password, all rights. */
  openStream(): Duplex;
}

/** @throws BrokerError `users_required` or `invalid_user` */
export function createBroker(options: BrokerOptions, { log }: { readonly log: Logger }): Broker {
  const settings = brokerSettings(options);
  const { host, port, websocketPort, limits } = settings;
  checkExposure(settings);
  const ownStreams = new WeakSet<Duplex>();
  const rules = brokerRules(settings, (stream) => ownStreams.has(stream), log);
  const streams = new Set<Duplex>();
  let aedes: Aedes | undefined;
  let deliveries: Deliveries | undefined;
  let tcp: Listener | undefined;
  let websocket: Listener | undefined;

  function handle(stream: Duplex, request?: IncomingMessage): void {
    if (aedes === undefined) {
      stream.destroy();
      return;
    }
    streams.add(stream);
    stream.once('close', () => streams.delete(stream));
    aedes.handle(stream, request);
  }

  function handleForeign(stream: Duplex, request?: IncomingMessage): void {
    handle(limitPackets(stream, limits.packetBytes), request);
  }

  async function stop(): Promise<void> {
    const stopped = aedes;
    aedes = undefined;
    await farewell(streams, deliveries);
    if (stopped !== undefined) await new Promise<void>((resolve) => stopped.close(resolve));
    await tcp?.close();
    await websocket?.close();
    tcp = undefined;
    websocket = undefined;
    settings.memory?.close();
  }

  return {
    name: 'MQTT broker',
    get port() {
      return tcp?.port;
    },
    get websocketPort() {
      return websocket?.port;
    },
    async start() {
      try {
        aedes = await startAedes(rules, log);
        deliveries = keepOrder(aedes);
        if (settings.memory !== undefined) await remember(aedes, settings.memory);
        tcp = await listen(tcpServer(settings, handleForeign), settings, port, log);
        if (websocketPort !== null) {
          websocket = await listen(websocketServer(settings, handleForeign), settings, websocketPort, log);
        }
      } catch (error) {
        await stop();
        throw error;
      }
      log.info({ host, port: tcp.port, websocketPort: websocket?.port }, 'The MQTT broker is running');
    },
    stop,
    openStream() {
      const [ours, theirs] = duplexPair({ allowHalfOpen: false });
      // A pair does not pass on that one side was destroyed.
      ours.once('close', () => theirs.destroy());
      theirs.once('close', () => ours.destroy());
      ownStreams.add(theirs);
      handle(theirs);
      return ours;
    },
  };
}

/** Our rules in the words of aedes. */
function brokerRules(
  settings: BrokerSettings,
  isOwn: (stream: Duplex) => boolean,
  log: Logger,
): AedesOptions {
  const { limits, users, topicBase } = settings;
  const policy = createBrokerPolicy(topicBase, log);
  const login = createLogin(users, settings, log);
  const tellVersion = createVersionNotice(log);
  return {
    connectTimeout: limits.connectTimeoutMs,
    drainTimeout: DRAIN_TIMEOUT_MS,
    preConnect(client, packet, done) {
      // Sessions of clients that never return would fill the memory.
      packet.clean = true;
      if (packet.protocolVersion === 5) tellVersion(addressOf(client));
      done(null, true);
    },
    authenticate(client, name, password, done) {
      const { id: clientId, conn } = client;
      const address = addressOf(client);
      login({ clientId, own: isOwn(conn), name, password: password?.toString(), address })
        .then((member) => {
          if (member !== undefined) policy.admit(client, member);
          done(null, member !== undefined);
        })
        .catch((err: unknown) => {
          log.error({ err }, 'A login failed');
          done(null, false);
        });
    },
    authorizePublish(client, packet, done) {
      policy.incoming(client, packet);
      done();
    },
    authorizeSubscribe(client, subscription, done) {
      done(null, policy.maySubscribe(client, subscription.topic) ? subscription : null);
    },
    authorizeForward(client, packet) {
      policy.outgoing(client, packet);
      return packet;
    },
  };
}

async function startAedes(rules: AedesOptions, log: Logger): Promise<Aedes> {
  const aedes = await Aedes.createBroker(rules);
  aedes.on('clientReady', ({ id }) => log.debug({ clientId: id }, 'A client is connected'));
  aedes.on('clientDisconnect', ({ id }) => log.debug({ clientId: id }, 'A client is gone'));
  aedes.on('clientError', ({ id }, err) => log.debug({ clientId: id, err }, 'A client failed'));
  aedes.on('connectionError', (_client, err) => log.debug({ err }, 'A connection failed before its login'));
  return aedes;
}

/** IP address of a client; undefined: one of our own roles. */
function addressOf({ conn, req }: Client): string | undefined {
  const socket = req?.socket ?? conn;
  return 'remoteAddress' in socket ? socket.remoteAddress : undefined;
}

/** Takes up what an earlier run left, and notes from now on what is retained. */
async function remember(aedes: Aedes, memory: RetainedMemory): Promise<void> {
  for (const message of memory.load()) {
    const packet = { cmd: 'publish', qos: 0, retain: true, dup: false, ...message } as const;
    await new Promise<void>((resolve, reject) =>
      aedes.publish(packet, (error) => (error ? reject(error) : resolve())),
    );
  }
  aedes.on('publish', ({ retain, topic, payload }) => {
    if (retain) memory.note(topic, payload.toString());
  });
}

/** Ends the connections in good order: what was just published still goes out. */
async function farewell(streams: ReadonlySet<Duplex>, deliveries: Deliveries | undefined): Promise<void> {
  await settledWithin(deliveries?.settled(), LAST_DELIVERIES_MS);
  const open = [...streams];
  const closed = open.map((stream) => new Promise((resolve) => stream.once('close', resolve)));
  for (const stream of open) stream.end();
  await settledWithin(Promise.all(closed), FAREWELL_MS);
}

async function settledWithin(promise: Promise<unknown> | undefined, ms: number): Promise<void> {
  const inTime = new AbortController();
  await Promise.race([promise, delay(ms, undefined, { signal: inTime.signal }).catch(() => undefined)]);
  inTime.abort();
}

/** One open port. */
interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** @throws BrokerError */
async function listen(
  server: Server,
  { host, limits }: BrokerSettings,
  port: number,
  log: Logger,
): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.maxConnections = limits.connections;
  server.on('drop', () => log.warn({ port, ...limits }, 'A client was turned away: too many are connected'));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  server.on('error', (err) => log.error({ err, port }, 'A listener of the broker failed'));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Handler = (stream: Duplex, request?: IncomingMessage) => void;

function tcpServer({ tls }: BrokerSettings, handle: Handler): Server {
  if (tls === undefined) return createTcpServer({ noDelay: true }, (socket) => handle(socket));
  return withTls(() =>
    createTlsServer({ ...tls, noDelay: true, handshakeTimeout: HANDSHAKE_TIMEOUT_MS }, (socket) =>
      handle(socket),
    ),
  );
}

function websocketServer({ tls, users, limits }: BrokerSettings, handle: Handler): Server {
  const explain: RequestListener = (_request, response) => {
    response.writeHead(426, { Upgrade: 'websocket' }).end('This port speaks MQTT over WebSocket.\n');
  };
  const server =
    tls === undefined ? createHttpServer(explain) : withTls(() => createHttpsServer(tls, explain));
  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: false,
    // A frame may hold several packets.
    maxPayload: 2 * limits.packetBytes,
    verifyClient: ({ req }: { readonly req: IncomingMessage }) =>
      isOriginAllowed(req.headers.origin, users.length > 0),
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  });
  // Errors of the port arrive here as well; `listen` deals with them.
  sockets.on('error', () => undefined);
  sockets.on('connection', (socket, request) => handle(createWebSocketStream(socket), request));
  return server;
}

function withTls<Result>(create: () => Result): Result {
  try {
    return create();
  } catch (cause) {
    throw new BrokerError(
      'invalid_tls',
      'The certificate or the key of the broker cannot be used: both must be PEM, and belong together.',
      { cause },
    );
  }
}
