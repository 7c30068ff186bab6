import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 32 digits of base 62 are 190 bits. */
const CHANCE_DIGITS = 32;
const CHECK_DIGITS = 6;

/** So that scanners of repositories and logs recognize a leaked key. */
export const SECRET_PREFIX = 'wbk_live_';
const SECRET = new RegExp(`^${SECRET_PREFIX}([0-9A-Za-z]{${CHANCE_DIGITS}})([0-9A-Za-z]{${CHECK_DIGITS}})$`);

/** A new API key: prefix, 190 bits of chance, and a checksum that tells a cut or mistyped key without a look-up. */
export function newSecret(): string {
  const chance = Array.from({ length: CHANCE_DIGITS }, () => DIGITS[randomInt(DIGITS.length)]).join('');
  return `${SECRET_PREFIX}${chance}${checksum(chance)}`;
}

/** Whether a text can be a key of wattbridge at all. */
export function isSecret(text: string): boolean {
  const [, chance, check] = SECRET.exec(text) ?? [];
  return chance !== undefined && check === checksum(chance);
}

/**
 * What the store keeps of a key. A plain SHA-256 is right here and a slow hash is not: there is nothing to guess in 190
 * bits of chance, and every request pays for it.
 */
export const hashSecret = (secret: string): Uint8Array => createHash('sha256').update(secret).digest();

/** CRC-32 in base 62. */
function checksum(chance: string): string {
  let digits = '';
  for (let rest = crc32(chance), n = 0; n < CHECK_DIGITS; n++, rest = Math.floor(rest / 62)) {
    digits = `${DIGITS[rest % 62]}${digits}`;
  }
  return digits;
}
