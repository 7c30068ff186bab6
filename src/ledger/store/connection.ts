import type Database from 'libsql';
import { StoreError } from './store-error.js';
import { storeErrorFrom } from './store-failure.js';

/** What a parameter may be. The driver ends the whole process on a boolean, so that types must keep it out. */
export type Value = string | number | null | Uint8Array;
export type Bindable<P> = { readonly [Name in keyof P]: Value };

/**
 * What a finished write survives, besides the end of the process at any moment:
 * - `power`: loss of power too. The write-ahead log is flushed to the disk before the write counts as done
 *   (`synchronous = FULL`), with everything written before it.
 * - `process`: no flush (`NORMAL`). Loss of power may take the last few of these back, whole ones only. The recorder
 *   writes so all day, and an SD card lives longer without a flush each time.
 */
export type Durability = 'power' | 'process';

const SYNCHRONOUS = { power: 'FULL', process: 'NORMAL' } as const;

/** A database with the statements that were prepared on it, kept by their text. */
export interface Connection {
  /** @param params by name, `:name` in the text */
  all<Row>(sql: string, params?: Readonly<Record<string, Value>>): Row[];
  /** @returns how many rows were inserted, changed or deleted */
  run<P extends Bindable<P>>(sql: string, params: P): number;
  /** Several statements without parameters. */
  script(sql: string): void;
  /** Everything that is read in `work` is of the same moment. */
  snapshot<T>(work: () => T): T;
  /** One transaction: if `work` throws, nothing has happened. */
  write<T>(durability: Durability, work: () => T): T;
  /** Changes with every write, of this connection or another one. */
  generation(): number;
  close(): void;
}

interface Reader {
  readonly statement: Database.Statement;
  readonly columns: readonly string[];
}

/** All methods throw `StoreError`. */
export function createConnection(database: Database.Database): Connection {
  const statements = new Map<string, Database.Statement>();
  const readers = new Map<string, Reader>();
  let synchronous: Durability | undefined;
  let generation = 0;
  /** Of the writes of other connections. */
  let dataVersion = 0;
  let isOpen = true;

  function prepared(sql: string): Database.Statement {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  /** Takes rows as lists: the driver is slow at members. */
  function reader(sql: string): Reader {
    const known = readers.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql).raw();
    const added = { statement, columns: statement.columns().map(({ name }) => name) };
    readers.set(sql, added);
    return added;
  }

  function guarded<T>(work: () => T): T {
    // Prepared statements would outlive the driver's close().
    if (!isOpen) throw new StoreError('store_failed', 'The ledger is closed.');
    try {
      return work();
    } catch (cause) {
      throw storeErrorFrom(cause);
    }
  }

  function transaction<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
    database.exec(begin);
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk, for one, has rolled it back already.
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  const all = <Row>(sql: string, params = {}): Row[] =>
    guarded(() => {
      const { statement, columns } = reader(sql);
      return (statement.all(params) as Value[][]).map((values) => rowOf(columns, values) as Row);
    });

  return {
    all,
    run: (sql, params) => guarded(() => prepared(sql).run(finite(params)).changes),
    script: (sql) => guarded(() => void database.exec(sql)),
    snapshot: (work) => guarded(() => transaction('BEGIN', work)),
    write(durability, work) {
      return guarded(() => {
        if (synchronous !== durability) database.exec(`PRAGMA synchronous = ${SYNCHRONOUS[durability]}`);
        synchronous = durability;
        generation++;
        return transaction('BEGIN IMMEDIATE', work);
      });
    },
    generation() {
      const now = all<{ data_version: number }>('PRAGMA data_version')[0]?.data_version ?? 0;
      if (now !== dataVersion) generation++;
      dataVersion = now;
      return generation;
    },
    close() {
      if (!isOpen) return;
      try {
        all('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        isOpen = false;
        statements.clear();
        readers.clear();
        database.close();
      }
    },
  };
}

function rowOf(columns: readonly string[], values: readonly Value[]): Record<string, Value> {
  const row: Record<string, Value> = {};
  columns.forEach((name, at) => {
    row[name] = values[at] ?? null;
  });
  return row;
}

/** NaN would be stored as null and Infinity as it is; neither is a value. */
function finite<P extends Bindable<P>>(params: P): P {
  for (const [name, value] of Object.entries<Value>(params)) {
    if (typeof value !== 'number' || Number.isFinite(value)) continue;
    throw new StoreError(
      'store_failed',
      `The ledger does not take ${value} as ${name}; nothing was written.`,
    );
  }
  return params;
}
