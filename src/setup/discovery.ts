import type { DnsRecord } from './mdns-message.js';

/** Looks for devices in the network, only while somebody waits for them. */
export interface Discovery {
  /** Those that answer within some seconds, each once; the signal ends it early. */
  find(signal: AbortSignal): Promise<readonly FoundDevice[]>;
}

export interface FoundDevice {
  readonly kind: 'poweropti' | 'goe';
  /** As it announces itself. */
  readonly name: string;
  /** IPv4 address, with the port if it is not 80. */
  readonly host: string;
}

/** What both makers announce their local interface as (DNS-SD, RFC 6763). */
export const SERVICE = '_http._tcp.local';

/** Names of services and hosts begin so; sources: the integrations of Home Assistant, the poweropti's manual. */
const NAMES = [
  { kind: 'poweropti', pattern: /^(?:powerfox|poweropti)/i },
  { kind: 'goe', pattern: /^go-echarger/i },
] as const;

/** The devices that the records of one answer tell of, in the order of the answer. */
export function devicesIn(records: readonly DnsRecord[], senderAddress: string): readonly FoundDevice[] {
  return records.flatMap(({ type, name, target }) => {
    if (type !== 'PTR' || name.toLowerCase() !== SERVICE || target === undefined) return [];
    const service = records.find((record) => record.type === 'SRV' && record.name === target);
    const address = records.find((record) => record.type === 'A' && record.name === service?.target);
    const instance = target.slice(0, -SERVICE.length - 1);
    const names = [instance, service?.target ?? ''];
    const kind = NAMES.find(({ pattern }) => names.some((each) => pattern.test(each)))?.kind;
    if (kind === undefined) return [];
    const { port = 80 } = service ?? {};
    const host = address?.address ?? senderAddress;
    return [{ kind, name: instance, host: port === 80 ? host : `${host}:${port}` }];
  });
}
