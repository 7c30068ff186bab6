import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const DEFAULT_COST = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** A hash from the configuration must not be able to take more memory than this at every login: 128 · N · r. */
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;

interface PasswordHash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** What the configuration knows of a password: the text itself, or its hash. */
export type Credential = { readonly password: string } | { readonly passwordHash: string };

/** @returns `scrypt$N$r$p$salt$hash`, salt and hash in base64url, for `password_hash` in the configuration */
export async function hashPassword(password: string): Promise<string> {
  const { N, r, p } = DEFAULT_COST;
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { N, r, p, salt }, KEY_BYTES);
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

export function isPasswordHash(text: string): boolean {
  return parseHash(text) !== undefined;
}

/** The time that it takes says nothing about how much of the password was right. A malformed hash fits no password. */
export async function verifyPassword(credential: Credential, given: string): Promise<boolean> {
  if ('password' in credential) return timingSafeEqual(digest(credential.password), digest(given));
  const parsed = parseHash(credential.passwordHash);
  if (parsed === undefined) return false;
  return timingSafeEqual(await derive(given, parsed, parsed.hash.length), parsed.hash);
}

/** Makes texts of any length comparable in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function parseHash(text: string): PasswordHash | undefined {
  const [scheme, ...fields] = text.split('$');
  const [N, r, p] = fields.slice(0, 3).map(Number);
  const [salt, hash] = fields.slice(3).map((part) => Buffer.from(part, 'base64url'));
  if (scheme !== 'scrypt' || fields.length !== 5 || !salt || !hash || !N || !r || !p) return undefined;
  const costsAreSound =
    [N, r, p].every(Number.isInteger) && N > 1 && Number.isInteger(Math.log2(N)) && p >= 1 && p <= 16;
  if (!costsAreSound || r < 1 || 128 * N * r > MAX_MEMORY_BYTES) return undefined;
  return salt.length >= 8 && hash.length >= 16 ? { N, r, p, salt, hash } : undefined;
}

function derive(
  password: string,
  { N, r, p, salt }: Omit<PasswordHash, 'hash'>,
  bytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, { N, r, p, maxmem: 2 * MAX_MEMORY_BYTES }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
