import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashSecret, isSecret, newSecret } from '../../src/api/secrets.js';

describe('secrets', () => {
  it('have a prefix, 190 bits of chance and a checksum, and differ', () => {
    const secrets = Array.from({ length: 500 }, newSecret);
    for (const secret of secrets) expect(secret).toMatch(/^wbk_live_[0-9A-Za-z]{38}$/);
    expect(secrets.every(isSecret)).toBe(true);
    expect(new Set(secrets).size).toBe(secrets.length);
    expect(new Set(secrets.join('').slice(9)).size).toBeGreaterThanOrEqual(62);
  });

  it('with one character changed, added or cut are no secrets', () => {
    const at = fc.nat({ max: 46 });
    const digit = fc.constantFrom(...'0189ABYZabyz-_ ');
    fc.assert(
      fc.property(at, digit, (position, character) => {
        const secret = newSecret();
        const changed = secret.slice(0, position) + character + secret.slice(position + 1);
        expect(isSecret(changed)).toBe(changed === secret);
        expect(isSecret(secret.slice(0, position) + secret.slice(position + 1))).toBe(false);
        expect(isSecret(secret + character)).toBe(false);
      }),
    );
  });

  it('are hashed with SHA-256', () => {
    expect(Buffer.from(hashSecret('abc')).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
