import { StoreError } from './store-error.js';

const WORDS: readonly (readonly [code: string, sentence: string])[] = [
  [
    'SQLITE_BUSY',
    'Another program holds the ledger for too long: close what has ledger.db open for writing.',
  ],
  ['SQLITE_FULL', 'The disk is full, so that the ledger cannot be written: make room.'],
  ['SQLITE_READONLY', 'The ledger cannot be written: give wattbridge the right to write to its folder.'],
];

const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** What the driver threw, in words for the owner. */
export function storeErrorFrom(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (DAMAGED.some((prefix) => code.startsWith(prefix))) {
    const sentence =
      'The file of the ledger is damaged or no database: stop wattbridge, move ledger.db (with -wal and -shm) aside, and put a backup in its place.';
    return new StoreError('store_unusable', sentence, { cause });
  }
  const words = WORDS.find(([prefix]) => code.startsWith(prefix))?.[1];
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError('store_failed', words ?? `The ledger failed: ${reason}.`, { cause });
}
