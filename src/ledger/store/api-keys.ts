import type { ApiKey } from '../api-key.js';
import type { Connection } from './connection.js';
import type { ApiKeyStore } from './port.js';
import { insertInto } from './sql.js';

const COLUMNS = ['id', 'name', 'scopes', 'createdAtMs', 'lastUsedAtMs', 'expiresAtMs'] as const;
const SELECT = `SELECT ${COLUMNS.join(', ')} FROM api_keys`;
const LIST = `${SELECT} ORDER BY createdAtMs DESC, rowid DESC`;
const BY_HASH = `${SELECT} WHERE hash = :hash`;
const INSERT = `${insertInto('api_keys', [...COLUMNS, 'hash'])} ON CONFLICT (name) DO NOTHING`;

type Row = Omit<ApiKey, 'scopes'> & { readonly scopes: string };

export function createApiKeyStore(db: Connection): ApiKeyStore {
  return {
    async list() {
      return db.all<Row>(LIST).map(fromRow);
    },
    async findByHash(hash) {
      return db.all<Row>(BY_HASH, { hash }).map(fromRow)[0];
    },
    async insert(key, hash) {
      const row = { ...key, scopes: JSON.stringify(key.scopes), hash };
      return db.write('power', () => db.run(INSERT, row)) === 1;
    },
    async remove(id) {
      return db.write('power', () => db.run('DELETE FROM api_keys WHERE id = :id', { id })) === 1;
    },
    async touch(id, lastUsedAtMs) {
      const sql = 'UPDATE api_keys SET lastUsedAtMs = :lastUsedAtMs WHERE id = :id';
      db.write('process', () => db.run(sql, { id, lastUsedAtMs }));
    },
  };
}

function fromRow(row: Row): ApiKey {
  return { ...row, scopes: JSON.parse(row.scopes) };
}
