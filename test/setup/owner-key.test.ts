import { expect, it, onTestFinished } from 'vitest';
import { hashSecret } from '../../src/api/secrets.js';
import type { ApiKey } from '../../src/ledger/api-key.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';
import { adoptOwnerKey } from '../../src/setup/owner-key.js';

const KEY: ApiKey = {
  id: 'key_1',
  name: 'Owner',
  scopes: ['write:api_keys'],
  createdAtMs: 1,
  lastUsedAtMs: null,
  expiresAtMs: null,
};

async function emptyKeys() {
  const store = await createSqliteStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  return store.apiKeys;
}

it('is known afterwards with what it may do, and once only', async () => {
  const keys = await emptyKeys();
  const owner = { key: KEY, hash: hashSecret('mine') };
  await adoptOwnerKey(keys, owner);
  await adoptOwnerKey(keys, owner);
  expect(await keys.list()).toEqual([KEY]);
  expect(await keys.findByHash(owner.hash)).toEqual(KEY);
});

it('gets another name where an owner was before', async () => {
  const keys = await emptyKeys();
  await keys.insert({ ...KEY, id: 'key_0' }, hashSecret('former'));
  await adoptOwnerKey(keys, { key: KEY, hash: hashSecret('mine') });
  expect((await keys.list()).map(({ name }) => name).sort()).toEqual(['Owner', 'Owner 2']);
});
