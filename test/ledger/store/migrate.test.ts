import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Connection, createConnection } from '../../../src/ledger/store/connection.js';
import { migrate, versionOf } from '../../../src/ledger/store/migrate.js';
import { MIGRATIONS } from '../../../src/ledger/store/migrations/migrations.js';
import { openDatabase } from '../../../src/ledger/store/open-database.js';
import { newFile, openStore } from './support.js';

function inMemory(): Connection {
  const db = createConnection(new Database(':memory:'));
  onTestFinished(() => db.close());
  return db;
}

/** Everything that a schema consists of. */
function schemaOf(db: Connection): readonly string[] {
  const rows = db.all<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name');
  return rows.map(({ sql }) => sql);
}

describe('migrations', () => {
  it('are named in order', () => {
    expect(MIGRATIONS.map(({ name }) => name.slice(0, 5))).toEqual(
      MIGRATIONS.map((_, n) => `${String(n + 1).padStart(4, '0')}-`),
    );
  });

  it.each(MIGRATIONS.map((_, version) => version))('lead from version %i to the newest', async (version) => {
    const file = await newFile();
    const old = openDatabase(file, MIGRATIONS.slice(0, version));
    expect(versionOf(old)).toBe(version);
    if (version > 0) {
      old.script(`
        INSERT INTO sessions VALUES ('sess_1', 'txn_1', 'garage', 1, 2, 'completed', NULL, 9, 9, 0, 0, 1, 1, 9, NULL, NULL, 5, 'EUR');
        INSERT INTO charge_slots VALUES (900000, 'garage', 'sess_1', '1970-01-01', 9, 9, 0, 0);`);
    }
    old.close();

    const store = await openStore(file);
    const expected = version > 0 ? { totalCost: 5, energyWh: 9 } : undefined;
    const found = await store.sessions.get('sess_1');
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
    expect(await store.sessions.slots('sess_1')).toHaveLength(version > 0 ? 1 : 0);
    await store.close();

    const migrated = openDatabase(file, MIGRATIONS);
    onTestFinished(() => migrated.close());
    const fresh = inMemory();
    migrate(fresh, MIGRATIONS);
    expect(versionOf(migrated)).toBe(MIGRATIONS.length);
    expect(schemaOf(migrated)).toEqual(schemaOf(fresh));
  });

  it('happen once', () => {
    const db = inMemory();
    const once = { name: '0001-once', sql: 'CREATE TABLE a (b TEXT) STRICT' };
    migrate(db, [once]);
    migrate(db, [once]);
    expect(schemaOf(db)).toHaveLength(1);
  });

  it('happen whole or not at all, and those before stay', () => {
    const db = inMemory();
    const good = { name: '0001-good', sql: 'CREATE TABLE a (b TEXT) STRICT' };
    const bad = { name: '0002-bad', sql: 'CREATE TABLE c (d TEXT) STRICT; INSERT INTO nowhere VALUES (1)' };
    expect(() => migrate(db, [good, bad])).toThrow(expect.objectContaining({ code: 'store_failed' }));
    expect([versionOf(db), schemaOf(db).length]).toEqual([1, 1]);
  });
});
