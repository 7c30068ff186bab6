import type { LedgerBatch } from '../../../../src/ledger/store/port.js';
import { chargeOf, entry, gridOf, session } from '../samples.js';

/** The n-th batch: something for every table that a batch writes to, with n in it. */
export function batchOf(n: number): LedgerBatch {
  const sessionId = `sess_${n}`;
  return {
    // Every third one only grows what is there, as most batches do.
    sessions: [session(`${n}`, n % 3 === 0 ? {} : { endedAtMs: n, status: 'completed' })],
    entries: n % 3 === 0 ? [] : [entry(`${n}`, { sessionId, amount: 1 })],
    charge: [chargeOf({ sessionId, energyWh: 1 })],
    grid: [gridOf({ importWh: 1 })],
    statuses: [{ chargePointId: 'garage', fromMs: n, toMs: n + 1, online: true, connector: 'Charging' }],
    checkpoints: new Map([['n', n]]),
  };
}
