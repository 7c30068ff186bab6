/** Which addresses a webhook may go to: nobody with a key may make the house call its own insides. */

/** IPv4 networks that are not the public internet: RFC 6890 and successors, and multicast. */
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of IPv6 only global unicast is public, less the ranges in it that carry or stand for something else. */
const PUBLIC_IPV6: readonly [string, number] = ['2000::', 3];
const PRIVATE_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/**
 * Why a URL cannot be a webhook's, as the end of the sentence "url …"; undefined: it can. Names are looked up only when
 * something is sent, and judged then.
 */
export function urlProblem(text: string, allowPrivate: boolean): string | undefined {
  if (!URL.canParse(text)) return 'must be a URL';
  const { protocol, username, password, hostname, hash } = new URL(text);
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:'))
    return allowPrivate ? 'must begin with https:// or http://' : 'must begin with https://';
  if (username !== '' || password !== '') return 'must not hold a user name or password';
  if (hash !== '') return 'must not have a fragment (#)';
  const address = hostname.replace(/^\[|\]$/g, '');
  const isAddress = /^[\d.]+$/.test(address) || address.includes(':');
  const isLocal = isAddress ? isPrivateAddress(address) : /^localhost\.?$|\.localhost\.?$/.test(hostname);
  if (!allowPrivate && isLocal)
    return 'is in a private network, which `api.private_webhooks` in the configuration would allow';
  return undefined;
}

/** Whether an IP address is anything but public. A text that is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const bits = address.includes(':') ? ipv6Bits(address) : ipv4Bits(address);
  if (bits === undefined) return true;
  if (bits.length === 32) return PRIVATE_IPV4.some((range) => isIn(bits, range));
  return !isIn(bits, PUBLIC_IPV6) || PRIVATE_IPV6.some((range) => isIn(bits, range));
}

function isIn(bits: string, [network, length]: readonly [string, number]): boolean {
  const prefix = network.includes(':') ? ipv6Bits(network) : ipv4Bits(network);
  return prefix !== undefined && bits.startsWith(prefix.slice(0, length));
}

const binary = (value: number, digits: number): string => value.toString(2).padStart(digits, '0');

function ipv4Bits(address: string): string | undefined {
  const bytes = address.split('.').map(Number);
  const valid =
    bytes.length === 4 && bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
  return valid ? bytes.map((byte) => binary(byte, 8)).join('') : undefined;
}

/** 128 binary digits. The URL parser writes every form of an IPv6 address as groups of hexadecimal digits. */
function ipv6Bits(address: string): string | undefined {
  const host = URL.canParse(`http://[${address}]`)
    ? new URL(`http://[${address}]`).hostname.slice(1, -1)
    : '';
  if (host === '') return undefined;
  const [head = '', tail] = host.split('::');
  const groups = (text = ''): string[] => (text === '' ? [] : text.split(':'));
  const first = groups(head);
  const last = groups(tail);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}
