import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { type Connection, createConnection } from './connection.js';
import { type Migration, migrate, versionOf } from './migrate.js';
import { StoreError } from './store-error.js';

export const IN_MEMORY = ':memory:';

/** "watt" in ASCII, in the header of every ledger (`PRAGMA application_id`). */
const APPLICATION_ID = 0x77617474;

/** A write of another process takes milliseconds; a deletion of a year's quarters, or a slow SD card, some more. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens a ledger and brings it to the newest version, or creates it with its folder, for this user alone. A file that
 * is anything else is left as it is. Several processes may use one file.
 * @throws StoreError `store_unusable`, saying what to do
 */
export function openDatabase(file: string, migrations: readonly Migration[]): Connection {
  if (file !== IN_MEMORY) createFile(file);
  return opened(file, (db) => {
    if (isEmpty(db)) db.script(`PRAGMA application_id = ${APPLICATION_ID}`);
    recognize(db, file);
    refuseNewer(db, file, migrations.length);
    db.all('PRAGMA journal_mode = WAL');
    db.script('PRAGMA foreign_keys = ON');
    migrate(db, migrations);
  });
}

/**
 * A ledger of whatever version, as it is.
 * @throws StoreError `store_unusable`: there is none
 */
export function openAsItIs(file: string): Connection {
  if (!existsSync(file)) {
    throw new StoreError('store_unusable', `There is no ledger ${file}: it is made by the first run.`);
  }
  return opened(file, (db) => recognize(db, file));
}

function opened(file: string, prepare: (db: Connection) => void): Connection {
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    const db = createConnection(database);
    db.all(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    prepare(db);
    return db;
  } catch (cause) {
    database?.close();
    throw cause instanceof StoreError && !cause.retryable ? cause : unusable(file, cause);
  }
}

function createFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'a', 0o600));
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function isEmpty(db: Connection): boolean {
  return applicationOf(db) === 0 && db.all('SELECT 1 FROM sqlite_schema LIMIT 1').length === 0;
}

function applicationOf(db: Connection): number | undefined {
  return db.all<{ application_id: number }>('PRAGMA application_id')[0]?.application_id;
}

function recognize(db: Connection, file: string): void {
  if (applicationOf(db) === APPLICATION_ID) return;
  const sentence = `${file} is the database of another program: move it aside, or set data_dir to another folder.`;
  throw new StoreError('store_unusable', sentence);
}

function refuseNewer(db: Connection, file: string, newest: number): void {
  const version = versionOf(db);
  if (version <= newest) return;
  const sentence = `${file} was written by a newer wattbridge (version ${version} of the ledger, this one knows ${newest}): update wattbridge, or put a backup of that time in place.`;
  throw new StoreError('store_unusable', sentence);
}

function unusable(file: string, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(
    'store_unusable',
    `The ledger ${file} cannot be opened (${reason}): let the user that runs wattbridge write to that folder, or set data_dir to another one.`,
    { cause },
  );
}
