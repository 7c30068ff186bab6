import { describe, expect, it } from 'vitest';
import { hashPassword, isPasswordHash, verifyPassword } from '../../src/mqtt/password.js';

// RFC 7914, section 12: scrypt of "pleaseletmein" with the salt "SodiumChloride".
const RFC_7914_KEY =
  '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
  'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887';
const RFC_7914 = `scrypt$16384$8$1$${base64('SodiumChloride', 'utf8')}$${base64(RFC_7914_KEY, 'hex')}`;

function base64(text: string, encoding: 'utf8' | 'hex'): string {
  return Buffer.from(text, encoding).toString('base64url');
}

describe('verifyPassword', () => {
  it.each([
    ['secret', true],
    ['Secret', false],
    ['secre', false],
    ['secret ', false],
    ['', false],
  ])('against the text "secret": %j is %s', async (given, fits) =>
    expect(await verifyPassword({ password: 'secret' }, given)).toBe(fits),
  );

  it('agrees with the test vector of RFC 7914', async () => {
    expect(await verifyPassword({ passwordHash: RFC_7914 }, 'pleaseletmein')).toBe(true);
    expect(await verifyPassword({ passwordHash: RFC_7914 }, 'pleaseletmeout')).toBe(false);
  });

  it('accepts what hashPassword has made, of any text, each with a salt of its own', async () => {
    const first = await hashPassword('pässwörd €');
    const second = await hashPassword('pässwörd €');
    expect(first).not.toBe(second);
    expect(first).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword({ passwordHash: first }, 'pässwörd €')).toBe(true);
    expect(await verifyPassword({ passwordHash: first }, 'password')).toBe(false);
  });

  it('fits no password when the hash is malformed', async () => {
    expect(await verifyPassword({ passwordHash: '' }, '')).toBe(false);
  });
});

describe('isPasswordHash', () => {
  const [salt, hash] = RFC_7914.split('$').slice(4);

  it('knows a hash', () => expect(isPasswordHash(RFC_7914)).toBe(true));

  it.each([
    ['another scheme', `bcrypt$16384$8$1$${salt}$${hash}`],
    ['a cost that is no power of two', `scrypt$16000$8$1$${salt}$${hash}`],
    ['a cost that takes gigabytes at every login', `scrypt$1048576$64$1$${salt}$${hash}`],
    ['a cost of nothing', `scrypt$1$8$1$${salt}$${hash}`],
    ['a cost that is no number', `scrypt$x$8$1$${salt}$${hash}`],
    ['fractions', `scrypt$16384$8$1.5$${salt}$${hash}`],
    ['too much parallel work', `scrypt$16384$8$1000$${salt}$${hash}`],
    ['no salt', `scrypt$16384$8$1$$${hash}`],
    ['a hash that is too short', `scrypt$16384$8$1$${salt}$abcd`],
    ['too many fields', `${RFC_7914}$x`],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => expect(isPasswordHash(text)).toBe(false));
});
