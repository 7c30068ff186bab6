import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import {
  type LookUpAll,
  PrivateAddressError,
  publicLookup,
} from '../../../src/ledger/webhooks/public-lookup.js';

const finding =
  (...addresses: readonly string[]): LookUpAll =>
  (_host, _options, done) =>
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

function look(lookUp: LookUpAll, all: boolean): Promise<readonly unknown[]> {
  return new Promise((resolve) => {
    publicLookup(lookUp)('hook.example.org', { all }, (...answer) => resolve(answer));
  });
}

test('of several addresses the first public one is taken, however the caller wants it', async () => {
  const both = finding('192.168.1.10', '2606:4700::1111', '1.1.1.1');
  expect(await look(both, false)).toEqual([null, '2606:4700::1111', 6]);
  expect(await look(both, true)).toEqual([null, [{ address: '2606:4700::1111', family: 6 }]]);
});

test('a name that leads into private networks only is refused', async () => {
  const [error] = await look(finding('127.0.0.1', 'fd00::1'), true);
  expect(error).toBeInstanceOf(PrivateAddressError);
  expect(await look(finding(), false)).toEqual([expect.any(PrivateAddressError)]);
});

test('a name that is unknown stays unknown', async () => {
  const unknown = new RangeError('ENOTFOUND');
  expect(await look((_host, _options, done) => done(unknown, []), false)).toEqual([unknown]);
});
