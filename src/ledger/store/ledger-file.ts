import { join } from 'node:path';
import { IN_MEMORY } from './open-database.js';

/**
 * Where the ledger of an installation lies.
 * @param dataDir `data_dir` of the configuration; null: nothing is kept
 */
export const ledgerFile = (dataDir: string | null): string =>
  dataDir === null ? IN_MEMORY : join(dataDir, 'ledger.db');
