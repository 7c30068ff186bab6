import { describeError } from './describe-error.js';

/** What stands in the place of a secret. */
export const MASK = '***';

const MAX_DEPTH = 8;

/** Names that hold secrets wherever they occur, compared in lower case without `_` and `-`. */
const SECRET_NAME =
  /passw|passphrase|secret|token|apikey|authorization|cookie|credential|privatekey|wifi|ssid|psk|^(?:pass|pwd|auth)$/;

/** User and password of a URL. The last `@` counts, because a password may hold one. */
const USER_INFO = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s"'<>]{0,512}@/gi;
const QUERY_MEMBER = /([?&]([\w.-]+)=)(?:"[^"]*"|[^\s"'&]+)/g;
const JSON_MEMBER = /("([\w.-]+)"\s*:\s*)("(?:[^"\\]|\\.)*"|-?[\d.]+)/g;
/** Secrets of our own REST API (src/api/secrets.ts). */
const API_KEY = /\bwbk_live_\w+/g;
const AUTHORIZATION = /(\bauthorization["']?\s*[:=]\s*["']?(?:\w+ )?|\bbearer )[\w+/=.~-]+/gi;

export interface Redactor {
  /** A copy for the log: secrets masked, errors described, nothing that JSON cannot hold. */
  value(value: unknown): unknown;
  /** The text with the secrets in URLs, JSON and headers masked. */
  text(text: string): string;
}

type IsSecret = (name: unknown) => boolean;

/** @param secretNames further names that hold secrets: the keys that the catalogues of the devices mark */
export function createRedactor(secretNames: Iterable<string> = []): Redactor {
  const further = new Set<unknown>(secretNames);
  const isSecret: IsSecret = (name) =>
    further.has(name) ||
    (typeof name === 'string' && SECRET_NAME.test(name.toLowerCase().replaceAll(/[_-]/g, '')));
  return {
    value: (value) => copy(value, isSecret, []),
    text: (text) => maskText(text, isSecret),
  };
}

function maskText(text: string, isSecret: IsSecret): string {
  const isWifi = text.includes('"ssid"');
  const maskMember = (match: string, start: string, name: string): string =>
    isSecret(name) || (isWifi && name === 'key') ? start + MASK : match;
  return text
    .replaceAll(USER_INFO, `$1${MASK}@`)
    .replaceAll(QUERY_MEMBER, maskMember)
    .replaceAll(JSON_MEMBER, maskMember)
    .replaceAll(AUTHORIZATION, `$1${MASK}`)
    .replaceAll(API_KEY, MASK);
}

function copy(value: unknown, isSecret: IsSecret, around: readonly unknown[]): unknown {
  if (typeof value === 'string') return maskText(value, isSecret);
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (around.includes(value)) return '[circular]';
  if (around.length >= MAX_DEPTH) return '[too deep]';
  const inside = [...around, value];
  if (value instanceof Error) return members(describeError(value), isSecret, inside);
  if (value instanceof URL) return maskText(value.href, isSecret);
  if (value instanceof Date) return value.toJSON();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return members(Object.fromEntries(value), isSecret, inside);
  const items = Array.isArray(value) || value instanceof Set ? [...value] : undefined;
  return items?.map((item) => copy(item, isSecret, inside)) ?? members(value, isSecret, inside);
}

function members(object: object, isSecret: IsSecret, around: readonly unknown[]): Record<string, unknown> {
  const entries = Object.entries(object);
  // `{ ssid, key }` is a Wi-Fi network, `{ key: 'wak', value }` a command for a secret key of a device.
  const isWifi = Object.hasOwn(object, 'ssid');
  const isSecretKey = entries.some(([name, value]) => name === 'key' && isSecret(value));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const secret = isSecret(name) || (isWifi && name === 'key') || (isSecretKey && name === 'value');
      return [name, secret ? masked(value) : copy(value, isSecret, around)];
    }),
  );
}

/** Whether there is a secret at all, and whether something is switched on, may be seen. */
function masked(value: unknown): unknown {
  return value === null || value === undefined || value === '' || typeof value === 'boolean' ? value : MASK;
}

/** A number that JSON cannot hold is shown as text, a function not at all. */
function scalar(value: unknown): unknown {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) {
    return String(value);
  }
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
}
