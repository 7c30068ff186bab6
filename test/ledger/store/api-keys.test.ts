import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../src/ledger/api-key.js';
import { newFile, openStore, PLACES } from './support.js';

const hash = (first: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, n) => first + n);

function key(id: string, members: Partial<ApiKey> = {}): ApiKey {
  return {
    id: `key_${id}`,
    name: `Dashboard ${id}`,
    scopes: ['read:sessions', 'read:billing'],
    createdAtMs: 1_000,
    lastUsedAtMs: null,
    expiresAtMs: null,
    ...members,
  };
}

describe.each(PLACES)('API keys %s', (_where, open) => {
  it('are found by their hash alone', async () => {
    const { apiKeys } = await open();
    const mine = key('1', { expiresAtMs: 2_000 });
    expect(await apiKeys.insert(mine, hash(1))).toBe(true);
    expect(await apiKeys.findByHash(hash(1))).toEqual(mine);
    expect(await apiKeys.findByHash(hash(2))).toBeUndefined();
  });

  it('are listed newest first', async () => {
    const { apiKeys } = await open();
    const keys = [key('1', { createdAtMs: 1 }), key('2', { createdAtMs: 3 }), key('3', { createdAtMs: 2 })];
    for (const [n, each] of keys.entries()) await apiKeys.insert(each, hash(n));
    expect((await apiKeys.list()).map(({ id }) => id)).toEqual(['key_2', 'key_3', 'key_1']);
  });

  it('have a name of their own, and another hash', async () => {
    const { apiKeys } = await open();
    await apiKeys.insert(key('1', { name: 'one' }), hash(1));
    expect(await apiKeys.insert(key('2', { name: 'one' }), hash(2))).toBe(false);
    expect(await apiKeys.findByHash(hash(2))).toBeUndefined();
    await expect(apiKeys.insert(key('3'), hash(1))).rejects.toMatchObject({ code: 'store_failed' });
    expect(await apiKeys.list()).toHaveLength(1);
  });

  it('are gone once removed', async () => {
    const { apiKeys } = await open();
    await apiKeys.insert(key('1'), hash(1));
    expect(await apiKeys.remove('key_1')).toBe(true);
    expect(await apiKeys.remove('key_1')).toBe(false);
    expect(await apiKeys.findByHash(hash(1))).toBeUndefined();
    expect(await apiKeys.list()).toEqual([]);
  });

  it('remember when they were used', async () => {
    const { apiKeys } = await open();
    await apiKeys.insert(key('1'), hash(1));
    await apiKeys.touch('key_1', 1_800_000_000_123);
    await apiKeys.touch('key_none', 1);
    expect(await apiKeys.list()).toEqual([key('1', { lastUsedAtMs: 1_800_000_000_123 })]);
  });
});

describe('two processes on one file', () => {
  it('see at once what the other one created or revoked', async () => {
    const file = await newFile();
    const [one, other] = [await openStore(file), await openStore(file)];
    await one.apiKeys.insert(key('1'), hash(1));
    expect(await other.apiKeys.findByHash(hash(1))).toEqual(key('1'));
    expect(await other.apiKeys.remove('key_1')).toBe(true);
    expect(await one.apiKeys.findByHash(hash(1))).toBeUndefined();
  });
});
