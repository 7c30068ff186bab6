import type { Duplex } from 'node:stream';

/** Follows the packets of one connection by their fixed headers (MQTT 3.1.1, 2.2.3), whatever the chunks. */
export interface PacketMeter {
  /** False as soon as a header announces more than the limit, or is malformed. */
  accepts(chunk: Uint8Array): boolean;
}

const MAX_LENGTH_BYTES = 4;

/** @param maxBytes of one packet after its fixed header */
export function createPacketMeter(maxBytes: number): PacketMeter {
  /** Bytes of the present packet that are still to come; while it is 0 the header is read. */
  let remaining = 0;
  let headerBytes = 0;
  let length = 0;

  /** Takes one byte of a header. */
  function readHeader(byte: number): boolean {
    headerBytes++;
    if (headerBytes === 1) return true;
    length += (byte & 0x7f) * 128 ** (headerBytes - 2);
    const more = (byte & 0x80) !== 0;
    if (length > maxBytes || (more && headerBytes > MAX_LENGTH_BYTES)) return false;
    if (!more) {
      remaining = length;
      headerBytes = 0;
      length = 0;
    }
    return true;
  }

  return {
    accepts(chunk) {
      for (let at = 0; at < chunk.length; ) {
        if (remaining > 0) {
          const step = Math.min(remaining, chunk.length - at);
          remaining -= step;
          at += step;
        } else if (!readHeader(chunk[at++] ?? 0)) return false;
      }
      return true;
    },
  };
}

/**
 * Ends the connection when a packet is longer than `maxBytes`. aedes has no limit of its own and would collect up to
 * 256 MiB for every client that announces so much.
 */
export function limitPackets(stream: Duplex, maxBytes: number): Duplex {
  const meter = createPacketMeter(maxBytes);
  const read = stream.read.bind(stream);
  stream.read = (size) => {
    const chunk: Buffer | null = read(size);
    if (chunk === null || meter.accepts(chunk)) return chunk;
    stream.destroy();
    return null;
  };
  return stream;
}
