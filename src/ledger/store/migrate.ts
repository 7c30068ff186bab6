import type { Connection } from './connection.js';

export interface Migration {
  /** Number and purpose, as its file is called. */
  readonly name: string;
  readonly sql: string;
}

/** Which migrations a database has seen, in its header. */
export function versionOf(db: Connection): number {
  return db.all<{ user_version: number }>('PRAGMA user_version')[0]?.user_version ?? 0;
}

/**
 * Brings a database from any earlier version to the newest, a transaction each: a kill in between leaves a whole
 * version. Another process may be at it too; whoever comes second finds it done.
 */
export function migrate(db: Connection, migrations: readonly Migration[]): void {
  for (const [index, { sql }] of migrations.entries()) {
    if (versionOf(db) > index) continue;
    db.write('power', () => {
      if (versionOf(db) > index) return;
      db.script(`${sql}; PRAGMA user_version = ${index + 1}`);
    });
  }
}
