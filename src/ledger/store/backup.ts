import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import type { Connection } from './connection.js';
import { StoreError } from './store-error.js';

/**
 * A consistent copy into a new file that only this user can read, while others read and write. It blocks for as long
 * as the copy takes, about a second for 100 MB.
 * @throws StoreError `store_failed`; an existing file is never touched
 */
export function backUp(db: Connection, file: string): void {
  const copy = createNew(file);
  try {
    db.run('VACUUM INTO :file', { file });
    fsyncSync(copy);
  } catch (error) {
    rmSync(file);
    throw error;
  } finally {
    closeSync(copy);
  }
}

function createNew(file: string): number {
  try {
    return openSync(file, 'wx+', 0o600);
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const sentence = exists
      ? `${file} exists; a backup overwrites nothing: name another file.`
      : `The backup ${file} cannot be written: name a file in a folder that exists and can be written.`;
    throw new StoreError('store_failed', sentence, { cause });
  }
}
