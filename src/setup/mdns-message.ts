/** Messages of multicast DNS (RFC 6762, format of RFC 1035 section 4), as far as looking for a service needs them. */

/** A record that says something of a service; names are whole, without the last dot. */
export interface DnsRecord {
  readonly type: 'PTR' | 'SRV' | 'A';
  readonly name: string;
  /** Of PTR and SRV. */
  readonly target?: string;
  /** Of SRV. */
  readonly port?: number;
  /** Of A: an IPv4 address. */
  readonly address?: string;
}

const HEADER_BYTES = 12;
const CLASS_IN = 1;
const TYPES: ReadonlyMap<number, DnsRecord['type']> = new Map([
  [1, 'A'],
  [12, 'PTR'],
  [33, 'SRV'],
]);
const PTR = 12;
/** Far more than an honest message has; it bounds what a loop of pointers costs. */
const MOST_LABELS = 128;

/** A question for all services of a kind, asked from a port of its own: answers come back to it alone (section 5.1). */
export function mdnsQuery(service: string): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(1, 4);
  const labels = service
    .split('.')
    .flatMap((label) => [Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)]);
  const question = Buffer.from([0, 0, PTR, 0, CLASS_IN]);
  return Buffer.concat([header, ...labels, question]);
}

/** The records of an answer that are understood; empty for a question and for what is no message at all. */
export function readMdnsAnswer(message: Uint8Array): readonly DnsRecord[] {
  try {
    return readRecords(Buffer.from(message));
  } catch (error) {
    // Anybody in the network may send anything: what is cut off says nothing.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function readRecords(message: Buffer): readonly DnsRecord[] {
  const isAnswer = (message.readUInt8(2) & 0x80) !== 0;
  if (!isAnswer) return [];
  const questions = message.readUInt16BE(4);
  const count = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(10);
  let at = HEADER_BYTES;
  for (let n = 0; n < questions; n++) at = readName(message, at).end + 4;
  const records: DnsRecord[] = [];
  for (let n = 0; n < count; n++) {
    const { name, end } = readName(message, at);
    const data = end + 10;
    at = data + message.readUInt16BE(end + 8);
    if (at > message.length) throw new RangeError('a record is cut off');
    const type = TYPES.get(message.readUInt16BE(end));
    if (type !== undefined) records.push(recordOf(message, type, name, data));
  }
  return records;
}

function recordOf(message: Buffer, type: DnsRecord['type'], name: string, at: number): DnsRecord {
  switch (type) {
    case 'A':
      return { type, name, address: [0, 1, 2, 3].map((byte) => message.readUInt8(at + byte)).join('.') };
    case 'PTR':
      return { type, name, target: readName(message, at).name };
    case 'SRV':
      return { type, name, port: message.readUInt16BE(at + 4), target: readName(message, at + 6).name };
  }
}

/** Labels up to an empty one; a pointer goes on with those at an earlier place. */
function readName(message: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  let end: number | undefined;
  for (let steps = 0; steps < MOST_LABELS; steps++) {
    const length = message.readUInt8(at);
    if (length === 0) return { name: labels.join('.'), end: end ?? at + 1 };
    if (length >= 0xc0) {
      end ??= at + 2;
      at = message.readUInt16BE(at) & 0x3fff;
    } else {
      if (at + 1 + length > message.length) throw new RangeError('a name is cut off');
      labels.push(message.toString('utf8', at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
  throw new RangeError('a name without end');
}
