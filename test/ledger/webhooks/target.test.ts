import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrivateAddress, urlProblem } from '../../../src/ledger/webhooks/target.js';

describe('isPrivateAddress', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.178.20',
    '198.18.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::fb',
    '2001:db8::1',
    '2002:c0a8:101::1',
    'somewhere',
    '1.2.3',
    '1.2.3.256',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '193.0.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:800::200e',
    '3ffe::1',
  ])('%s is public', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe('urlProblem', () => {
  test.each([
    ['https://example.org/hook', undefined],
    ['https://example.org:8443/hook?a=b', undefined],
    ['https://1.1.1.1/hook', undefined],
    ['https://[2606:4700::1111]/hook', undefined],
    ['http://example.org/hook', 'must begin with https://'],
    ['ftp://example.org/hook', 'must begin with https://'],
    ['example.org/hook', 'must be a URL'],
    ['', 'must be a URL'],
    ['https://user:pass@example.org/', 'must not hold a user name or password'],
    ['https://example.org/#part', 'must not have a fragment (#)'],
  ])('%s: %s', (url, problem) => {
    expect(urlProblem(url, false)).toBe(problem);
  });

  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1]/',
    'https://192.168.1.10:8123/api/webhook/x',
    'https://localhost/',
    'https://app.localhost./',
  ])('%s is allowed only when private addresses are', (url) => {
    expect(urlProblem(url, false)).toMatch(/private network/);
    expect(urlProblem(url, true)).toBeUndefined();
  });

  test('http is for private addresses', () => {
    expect(urlProblem('http://192.168.1.10/', true)).toBeUndefined();
    expect(urlProblem('ftp://192.168.1.10/', true)).toBe('must begin with https:// or http://');
  });

  test('no text makes it fail, and what passes is https to somewhere public', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.ipV4().map((ip) => `https://${ip}/`),
        ),
        (text) => {
          if (urlProblem(text, false) === undefined) expect(new URL(text).protocol).toBe('https:');
        },
      ),
    );
  });
});
