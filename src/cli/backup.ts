import { backUp } from '../ledger/store/backup.js';
import { ledgerFile } from '../ledger/store/ledger-file.js';
import { openAsItIs } from '../ledger/store/open-database.js';
import type { CommandLine } from './command-line.js';
import { findConfig } from './config-file.js';
import { UsageError } from './usage-error.js';

/**
 * Copies the ledger into a new file, also while wattbridge runs. The copy is of the version that the ledger has, so
 * that one can be taken before an update.
 * @throws StoreError when there is no ledger, or the file exists
 */
export async function backup({
  config: configFile,
  operands: [target, ...more],
}: Pick<CommandLine, 'config'> & { readonly operands: readonly string[] }): Promise<number> {
  if (target === undefined || more.length > 0) {
    throw new UsageError('backup takes one file, which must not exist: wattbridge backup ledger-copy.db');
  }
  const config = findConfig(configFile);
  if (config === undefined) {
    throw new UsageError('backup reads data_dir from the configuration: name it with --config');
  }
  if (config.data_dir === null) {
    throw new UsageError('data_dir is null: this ledger is kept in memory only, so there is no file to copy');
  }
  const db = openAsItIs(ledgerFile(config.data_dir));
  try {
    backUp(db, target);
  } finally {
    db.close();
  }
  process.stdout.write(`The ledger was copied to ${target}\n`);
  return 0;
}
