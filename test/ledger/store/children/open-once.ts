import { createSqliteStore } from '../../../../src/ledger/store/sqlite-store.js';

/** Opens the ledger, creates a key, and ends. */
const [, , file = '', id = ''] = process.argv;
const store = await createSqliteStore({ file });
const key = { id, name: id, scopes: [], createdAtMs: 0, lastUsedAtMs: null, expiresAtMs: null };
await store.apiKeys.insert(key, new TextEncoder().encode(id));
await store.close();
