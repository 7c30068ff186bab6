import { randomBytes } from 'node:crypto';

/** Crockford's base 32, lower case: no i, l, o, u. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * An id that sorts by time and that nobody can guess: 10 digits of time, 16 of chance (80 bits), as in a ULID.
 * @example newId('sess_', 1717575240000) // 'sess_01hzm0yjp0w9n1k6m3x8r5q2v7'
 */
export function newId(prefix: string, nowMs: number): string {
  let time = '';
  for (let rest = nowMs, n = 0; n < 10; n++, rest = Math.floor(rest / 32)) time = DIGITS[rest % 32] + time;
  const chance = [...randomBytes(16)].map((byte) => DIGITS[byte % 32]).join('');
  return `${prefix}${time}${chance}`;
}
