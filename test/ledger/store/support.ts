import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LedgerStore } from '../../../src/ledger/store/port.js';
import { createSqliteStore } from '../../../src/ledger/store/sqlite-store.js';
import { temporaryDirectory } from '../../support/mosquitto.js';

/** A store that is closed with the test. */
export async function openStore(file = ':memory:'): Promise<LedgerStore> {
  const store = await createSqliteStore({ file });
  onTestFinished(() => store.close());
  return store;
}

/** Where no ledger is yet. */
export async function newFile(): Promise<string> {
  return join(await temporaryDirectory(), 'data', 'ledger.db');
}

/** Everything must hold in both. */
export const PLACES: readonly (readonly [where: string, open: () => Promise<LedgerStore>])[] = [
  ['in memory', () => openStore()],
  ['in a file', async () => openStore(await newFile())],
];
