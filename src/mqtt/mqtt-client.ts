import { setTimeout as delay } from 'node:timers/promises';
import {
  connect,
  ErrorWithReasonCode,
  type IClientOptions,
  type IPublishPacket,
  MqttClient as Library,
} from 'mqtt';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { systemClock } from '../system-clock.js';
import { parseBrokerUrl } from './broker-url.js';
import { type ConnectionFacts, connectionProblem } from './connection-problem.js';
import type { MqttClientOptions } from './mqtt-client-options.js';
import { MqttError } from './mqtt-error.js';
import type { MqttMessage, MqttPort } from './port.js';
import type { AttemptEnd, ProtocolVersion } from './protocol-version.js';
import { type Attempt, keepConnected } from './reconnecting.js';
import { createSessionPort, type Session } from './session-port.js';

const CONNECT_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 2_000;
const DEFAULT_KEEPALIVE_S = 30;
const DEFAULT_MAX_KEPT = 1_000;

export interface MqttClientPorts {
  readonly log: Logger;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** 0 ≤ chance < 1, for the jitter between attempts to connect; default `Math.random`. */
  readonly random?: () => number;
}

export interface MqttClient extends MqttPort {
  readonly name: string;

  /**
   * Begins to connect and returns at once; from then on a lost connection is renewed for ever. Aborting the signal
   * ends the attempts, but leaves a connection that stands, so that the last words can still be said.
   */
  start(signal?: AbortSignal): Promise<void>;

  /** Sends what is queued and disconnects, so that the broker does not publish the last will; takes at most 2 s. */
  stop(): Promise<void>;
}

/**
 * The adapter on the `mqtt` package. Every session is a clean one: the broker keeps nothing for us, because a command
 * that waited at the broker for hours must not act when we return.
 *
 * The package's own reconnecting is off. Each attempt is a client of its own, so that nothing of a lost connection
 * (queues, message ids, the version of the protocol) lives on in the next.
 * @throws MqttError `invalid_url`
 */
export function createMqttClient(options: MqttClientOptions, ports: MqttClientPorts): MqttClient {
  const { log, clock = systemClock, random = Math.random } = ports;
  const { protocol = 'url' in options.broker ? 'auto' : '3.1.1' } = options;
  const facts = connectionFacts(options);
  const port = createSessionPort(log, options.maxKept ?? DEFAULT_MAX_KEPT);
  const stopping = new AbortController();
  let current: Library | undefined;
  let running: Promise<void> = Promise.resolve();
  let reported: string | undefined;

  async function attempt(version: ProtocolVersion): Promise<Attempt> {
    try {
      current = open(options, version);
    } catch (error) {
      return { end: 'failed', error, lastedMs: 0 };
    }
    return watch(current, version, clock, {
      opened(session) {
        reported = undefined;
        log.info({ ...facts, mqtt: version === 5 ? '5' : '3.1.1' }, 'Connected to the broker');
        void port.opened(session);
      },
      closed: port.closed,
      receive: port.receive,
    });
  }

  /** A problem that stays the same is told once, not once a minute. */
  function onEnd({ end, error }: Attempt, waitMs: number): void {
    const problem = connectionProblem(error, { ...facts, unanswered: end === 'hung_up' });
    const level = problem.code === reported ? 'debug' : 'error';
    reported = problem.code;
    log[level]({ ...problem.context, code: problem.code, waitMs }, problem.message);
  }

  return {
    name: 'MQTT client',
    get connected() {
      return port.connected;
    },
    publish: port.publish,
    subscribe: port.subscribe,
    onConnect: port.onConnect,
    async start(signal) {
      const ending = signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]);
      running = keepConnected({ protocol, clock, random, attempt, onEnd }, ending);
    },
    async stop() {
      stopping.abort();
      if (current !== undefined) await close(current);
      await running;
      if (port.unsent > 0) log.warn({ messages: port.unsent }, 'Messages for the broker could not be sent');
    },
  };
}

function connectionFacts({ broker, clientId }: MqttClientOptions): ConnectionFacts {
  if (!('url' in broker)) return { broker: 'this process', clientId };
  const { protocol, label, username: nameInUrl } = parseBrokerUrl(broker.url);
  const username = broker.username ?? nameInUrl;
  const encrypted = protocol === 'mqtts' || protocol === 'wss';
  if (!encrypted && (broker.ca ?? broker.cert ?? broker.key) !== undefined) {
    throw new MqttError('invalid_url', `${label} is not encrypted: certificates need mqtts:// or wss://.`);
  }
  return { broker: label, clientId, ...(username !== undefined && { username }) };
}

/** @throws Error of Node when a certificate or key cannot be read */
function open(
  { broker, clientId, keepaliveS, will }: MqttClientOptions,
  protocolVersion: ProtocolVersion,
): Library {
  const common: IClientOptions = {
    clientId,
    protocolVersion,
    clean: true,
    keepalive: keepaliveS ?? DEFAULT_KEEPALIVE_S,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    timerVariant: 'native',
    // The package would write packets, and with them the password, to the output that DEBUG asks for.
    log: () => undefined,
    ...(will !== undefined && { will }),
  };
  if (!('url' in broker)) return new Library(() => broker.openStream(), common);
  const { url, ...given } = broker;
  const { label: _, protocol, host, ...address } = parseBrokerUrl(url);
  const hostname = protocol.startsWith('ws') && host.includes(':') ? `[${host}]` : host;
  return connect({
    ...common,
    ...address,
    protocol,
    host,
    hostname,
    ...given,
    wsOptions: { perMessageDeflate: false },
  });
}

interface SessionEvents {
  opened(session: Session): void;
  closed(): void;
  receive(message: MqttMessage, ids?: readonly number[]): void;
}

/** Follows one client of the package to its end. */
function watch(
  client: Library,
  version: ProtocolVersion,
  clock: Clock,
  events: SessionEvents,
): Promise<Attempt> {
  return new Promise((resolve) => {
    let error: unknown;
    let connectedAtMs: number | undefined;
    const remember = (what: unknown): void => {
      error ??= what;
    };
    client.on('error', remember);
    // The package passes on only stream errors that have a code; a refused WebSocket has none.
    client.stream.on('error', remember);
    client.on('disconnect', ({ reasonCode = 0 }) =>
      remember(new ErrorWithReasonCode('disconnected', reasonCode)),
    );
    client.on('message', (_topic, _payload, packet) => events.receive(messageOf(packet), idsOf(packet)));
    client.on('connect', ({ properties }) => {
      connectedAtMs = clock.monotonic();
      events.opened(
        createSession(client, version === 5 && properties?.subscriptionIdentifiersAvailable !== false),
      );
    });
    client.on('close', () => {
      events.closed();
      const lastedMs = connectedAtMs === undefined ? 0 : clock.monotonic() - connectedAtMs;
      resolve({ end: endOf(error, connectedAtMs !== undefined), error, lastedMs });
    });
  });
}

function createSession(client: Library, withIds: boolean): Session {
  return {
    subscribe({ filter, id }) {
      const properties = withIds ? { properties: { subscriptionIdentifier: id } } : {};
      return new Promise((resolve) => {
        // Retain as published (MQTT 5, 3.8.3.1): a command that was sent with the retain flag shows it at once, and not
        // only when the broker repeats it. Elsewhere the flag means what it means in MQTT 3.1.1: a stored message.
        const rap = filter.endsWith('/set');
        client.subscribe(filter, { qos: 1, rap, ...properties }, (error, _granted, answer) =>
          resolve(error !== null && answer !== undefined ? error : undefined),
        );
      });
    },
    publish({ topic, payload, qos, retain, correlationData }, settled) {
      const properties = correlationData && { correlationData: Buffer.from(correlationData) };
      client.publish(
        topic,
        payload,
        { qos, retain, properties },
        settled &&
          ((error) => {
            // Without a reason code it is the connection that failed, not the message: it stays to be sent again.
            if (error === undefined || error === null || 'code' in error) settled(error ?? undefined);
          }),
      );
    },
  };
}

function messageOf({ topic, payload, retain, properties }: IPublishPacket): MqttMessage {
  const { responseTopic, correlationData } = properties ?? {};
  return {
    topic,
    payload: payload.toString(),
    retain,
    ...(responseTopic !== undefined && { responseTopic }),
    ...(correlationData !== undefined && { correlationData }),
  };
}

function idsOf({ properties }: IPublishPacket): readonly number[] | undefined {
  const ids = properties?.subscriptionIdentifier;
  return ids === undefined ? undefined : [ids].flat();
}

function endOf(error: unknown, connected: boolean): AttemptEnd {
  if (connected) return 'connected';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 1 || code === 132) return 'version_refused';
  return error === undefined || code === 'ECONNRESET' ? 'hung_up' : 'failed';
}

/** Leaves in good order where there is a connection, and in any case within the time limit. */
async function close(client: Library): Promise<void> {
  const { stream } = client;
  if (stream.destroyed) return;
  const inTime = new AbortController();
  const closed = new Promise((resolve) => stream.once('close', resolve));
  if (client.connected) client.end();
  else stream.destroy();
  // Real time, whatever the clock: the broker's answer takes as long as it takes.
  await Promise.race([
    closed,
    delay(STOP_TIMEOUT_MS, undefined, { signal: inTime.signal }).catch(() => undefined),
  ]);
  inTime.abort();
  stream.destroy();
}
