import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/ledger/store/migrations/migrations.js';
import { createSqliteStore } from '../../../src/ledger/store/sqlite-store.js';
import { temporaryDirectory } from '../../support/mosquitto.js';
import { session } from './samples.js';
import { newFile, openStore } from './support.js';

/** A database in the place of the ledger, made by something else. */
async function databaseWith(sql: string): Promise<string> {
  const file = join(await temporaryDirectory(), 'ledger.db');
  const database = new Database(file);
  database.exec(sql);
  database.close();
  return file;
}

async function refusal(file: string, words: string): Promise<void> {
  await expect(createSqliteStore({ file })).rejects.toMatchObject({
    name: 'StoreError',
    code: 'store_unusable',
    retryable: false,
    message: expect.stringContaining(words),
  });
}

describe('a new ledger', () => {
  it('is made with its folder, for this user alone', async () => {
    const file = await newFile();
    const store = await openStore(file);
    await store.record({ sessions: [session('1')] });
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
  });

  it('is made in an empty file too', async () => {
    const file = join(await temporaryDirectory(), 'ledger.db');
    writeFileSync(file, '');
    expect(await (await openStore(file)).sessions.active()).toEqual([]);
  });
});

describe('a ledger that was closed', () => {
  it('is one file with everything in it', async () => {
    const file = await newFile();
    const store = await openStore(file);
    await store.record({ sessions: [session('1')] });
    await store.close();
    const copy = join(dirname(file), 'copy.db');
    writeFileSync(copy, readFileSync(file));
    expect(await (await openStore(copy)).sessions.get('sess_1')).toBeDefined();
  });
});

describe('refused, and left as it is', () => {
  it.each([
    ['text', 'These are my notes. '.repeat(500)],
    ['a ledger whose head was cut off', 'x'.repeat(4096)],
    ['a file that is too short for a database', 'SQLite format 3'],
  ])('is %s', async (_what, content) => {
    const file = join(await temporaryDirectory(), 'ledger.db');
    writeFileSync(file, content);
    await refusal(file, 'backup');
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('is the database of another program', async () => {
    const file = await databaseWith('CREATE TABLE recipes (name TEXT)');
    const before = readFileSync(file);
    await refusal(file, 'another program');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is a ledger of a newer version', async () => {
    const file = await newFile();
    await (await createSqliteStore({ file })).close();
    const database = new Database(file);
    database.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    const before = readFileSync(file);
    await refusal(file, 'newer wattbridge');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is a folder that cannot be made', async () => {
    const notes = join(await temporaryDirectory(), 'notes');
    writeFileSync(notes, 'mine');
    await refusal(join(notes, 'data', 'ledger.db'), 'data_dir');
    expect(readFileSync(notes, 'utf8')).toBe('mine');
  });

  it('is a folder in the place of the file', async () => {
    const file = join(await temporaryDirectory(), 'ledger.db');
    mkdirSync(file);
    await refusal(file, 'data_dir');
  });
});

describe('a ledger that is damaged later', () => {
  it('says so, with what to do', async () => {
    const file = await newFile();
    const store = await openStore(file);
    await store.record({ sessions: Array.from({ length: 500 }, (_, n) => session(`${n}`)) });
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8192);
    writeFileSync(file, bytes);
    await expect(
      openStore(file).then(({ sessions }) => sessions.list({}, { limit: 500, offset: 0 })),
    ).rejects.toMatchObject({ code: 'store_unusable', message: expect.stringContaining('backup') });
  });
});
