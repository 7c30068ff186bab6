import { describe, expect, it, onTestFinished } from 'vitest';
import { ensureFirstKey } from '../../src/api/new-key.js';
import { hashSecret, isSecret } from '../../src/api/secrets.js';
import { SCOPES } from '../../src/ledger/api-key.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { testPorts } from '../support/api.js';

describe('ensureFirstKey', () => {
  it('makes one key with all scopes in a store that has none', async () => {
    const { store, ...ports } = await testPorts();
    const secret = (await ensureFirstKey({ keys: store.apiKeys, ...ports })) ?? '';
    expect(isSecret(secret)).toBe(true);
    expect(await store.apiKeys.findByHash(hashSecret(secret))).toMatchObject({
      name: 'Owner',
      scopes: [...SCOPES],
      expiresAtMs: null,
    });
    expect(await ensureFirstKey({ keys: store.apiKeys, ...ports })).toBeUndefined();
    expect(await store.apiKeys.list()).toHaveLength(1);
  });

  it('lets one of two processes win that start at the same time', async () => {
    const store = await createSqliteStore({ file: ':memory:' });
    onTestFinished(() => store.close());
    const ports = await testPorts({ store });
    const first = ensureFirstKey({ keys: store.apiKeys, ...ports });
    const blind = { ...store.apiKeys, list: async () => [] };
    const second = ensureFirstKey({ keys: blind, ...ports });
    expect((await Promise.all([first, second])).filter(Boolean)).toHaveLength(1);
    expect(await store.apiKeys.list()).toHaveLength(1);
  });
});
