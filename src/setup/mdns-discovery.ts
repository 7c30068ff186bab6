import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { Logger } from '../logger.js';
import { type Discovery, devicesIn, type FoundDevice, SERVICE } from './discovery.js';
import { mdnsQuery, readMdnsAnswer } from './mdns-message.js';

export interface MdnsOptions {
  /** Where the question goes; default: the group of multicast DNS. */
  readonly address?: string;
  readonly port?: number;
  /** IPv4 addresses of this machine to ask from; default: all but loopback. */
  readonly from?: readonly string[];
  /** How long devices may take to answer, ms. */
  readonly forMs?: number;
}

const GROUP = '224.0.0.251';
const FOR_MS = 4000;
/** Wi-Fi loses packets, so the question is asked more than once, ms after the first time. */
const AGAIN_MS = [0, 700, 1800];

/** Asks by multicast DNS. Nothing is sent before somebody looks, and nothing listens afterwards. */
export function createMdnsDiscovery(log: Logger, options: MdnsOptions = {}): Discovery {
  const { address = GROUP, port = 5353, from, forMs = FOR_MS } = options;
  return {
    async find(signal) {
      const found = new Map<string, FoundDevice>();
      const onMessage = (message: Uint8Array, sender: string): void => {
        for (const device of devicesIn(readMdnsAnswer(message), sender)) found.set(device.host, device);
      };
      const sockets = (from ?? ownAddresses()).map((own) => openSocket(own, log, onMessage));
      const ask = (): void => {
        for (const socket of sockets) socket.send(mdnsQuery(SERVICE), port, address);
      };
      const timers = AGAIN_MS.map((ms) => setTimeout(ask, ms));
      await past(forMs, signal);
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.close();
      return [...found.values()];
    },
  };
}

/** What cannot be sent, for example because a network is down, finds nothing there. */
function openSocket(
  own: string,
  log: Logger,
  onMessage: (message: Uint8Array, sender: string) => void,
): Socket {
  const socket = createSocket('udp4');
  socket.on('error', (err) =>
    log.debug({ err, address: own }, 'Devices cannot be looked for from an address'),
  );
  socket.on('message', (message, sender) => onMessage(message, sender.address));
  socket.bind(0, own, () => socket.setMulticastInterface(own));
  return socket;
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** Resolves when the time is over or the signal is aborted. */
function past(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const abort = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
