import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Connection, createConnection, type Durability } from '../../../src/ledger/store/connection.js';
import { MIGRATIONS } from '../../../src/ledger/store/migrations/migrations.js';
import { openDatabase } from '../../../src/ledger/store/open-database.js';
import { record } from '../../../src/ledger/store/record.js';
import { entry, gridOf, session } from './samples.js';
import { newFile } from './support.js';

function connect(file = ':memory:'): Connection {
  const db = createConnection(new Database(file));
  onTestFinished(() => db.close());
  return db;
}

const INSERT = 'INSERT INTO numbers VALUES (:n)';
const numbers = (db: Connection): readonly number[] =>
  db.all<{ n: number }>('SELECT n FROM numbers ORDER BY n').map(({ n }) => n);

function withNumbers(): Connection {
  const db = connect();
  db.script('CREATE TABLE numbers (n INTEGER NOT NULL UNIQUE) STRICT');
  return db;
}

describe('a write', () => {
  it.each([
    ['power', 2],
    ['process', 1],
  ] as const)('that must survive loss of %s sets synchronous to %i', (durability, synchronous) => {
    const db = connect();
    for (const before of ['power', 'process'] as const) {
      db.write(before, () => undefined);
      const rows = db.write(durability, () => db.all('PRAGMA synchronous'));
      expect(rows).toEqual([{ synchronous }]);
    }
  });

  it('is undone whole when it throws, and the next one works', () => {
    const db = withNumbers();
    const write = (n: number): number =>
      db.write('process', () => db.run(INSERT, { n }) + db.run(INSERT, { n: 1 }));
    expect(write(2)).toBe(2);
    expect(() => write(3)).toThrow(expect.objectContaining({ code: 'store_failed', retryable: true }));
    expect(numbers(db)).toEqual([1, 2]);
    db.write('process', () => db.run(INSERT, { n: 4 }));
    expect(numbers(db)).toEqual([1, 2, 4]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (n) => {
    const db = withNumbers();
    expect(() => db.run(INSERT, { n })).toThrow('does not take');
  });
});

describe('a snapshot', () => {
  it('does not see what another connection writes meanwhile', async () => {
    const file = await newFile();
    const [one, other] = [openDatabase(file, MIGRATIONS), openDatabase(file, MIGRATIONS)];
    onTestFinished(() => [one, other].forEach((db) => void db.close()));
    const count = (): number => one.all('SELECT id FROM sessions').length;
    one.snapshot(() => {
      expect(count()).toBe(0);
      record(other, { sessions: [session('1')] });
      expect(count()).toBe(0);
    });
    expect(count()).toBe(1);
  });
});

describe('the generation', () => {
  it('changes with the writes of this connection and of others, and with nothing else', async () => {
    const file = await newFile();
    const [one, other] = [openDatabase(file, MIGRATIONS), openDatabase(file, MIGRATIONS)];
    onTestFinished(() => [one, other].forEach((db) => void db.close()));
    const seen = [one.generation()];
    for (const db of [one, other, other, one]) {
      record(db, { checkpoints: new Map([['a', seen.length]]) });
      seen.push(one.generation());
    }
    expect(new Set(seen).size).toBe(5);
    one.all('SELECT * FROM sessions');
    other.all('SELECT * FROM sessions');
    expect(one.generation()).toBe(seen.at(-1));
  });
});

describe('what the recorder writes', () => {
  it.each([
    ['energy', { grid: [gridOf()] }, 'process'],
    ['a session that goes on', { sessions: [session('1')] }, 'process'],
    ['the end of a session', { sessions: [session('1', { endedAtMs: 1, status: 'completed' })] }, 'power'],
    ['a bill', { sessions: [session('1')], entries: [entry('1')] }, 'power'],
  ] as const)('survives as much as it is worth: %s', (_what, batch, durability) => {
    const db = openDatabase(':memory:', MIGRATIONS);
    onTestFinished(() => db.close());
    const seen: Durability[] = [];
    const watched: Connection = {
      ...db,
      write(wanted, work) {
        seen.push(wanted);
        return db.write(wanted, work);
      },
    };
    record(watched, batch);
    expect(seen).toEqual([durability]);
  });
});

describe('a lock', () => {
  it('that another program holds too long is told of', async () => {
    const file = await newFile();
    const [one, other] = [openDatabase(file, MIGRATIONS), connect(file)];
    onTestFinished(() => one.close());
    one.all('PRAGMA busy_timeout = 1');
    other.script('BEGIN IMMEDIATE');
    expect(() => record(one, {})).toThrow('holds the ledger');
    other.script('ROLLBACK');
    expect(() => record(one, {})).not.toThrow();
  });
});
