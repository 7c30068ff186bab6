import { createSqliteStore } from '../../../../src/ledger/store/sqlite-store.js';
import { batchOf } from './numbered-batch.js';

/** Records one numbered batch after another, and says the number of each that is done, until it is killed. */
const [, , file = '', from = '0'] = process.argv;
const store = await createSqliteStore({ file });
for (let n = Number(from); ; n++) {
  await store.record(batchOf(n));
  process.stdout.write(`${n}\n`);
}
