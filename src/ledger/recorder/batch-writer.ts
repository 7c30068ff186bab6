import { createPause } from '../../bridge/pause.js';
import type { Clock } from '../../clock.js';
import type { Logger } from '../../logger.js';
import { backoffMs } from '../../mqtt/backoff.js';
import type { LedgerStore } from '../store/port.js';
import { StoreError } from '../store/store-error.js';
import type { Sealed } from './completion.js';
import type { Recorder } from './recorder.js';

export interface BatchWriterPorts {
  readonly store: Pick<LedgerStore, 'record'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Stores what the recorder learned: every ten seconds, and at once when something happened. */
export interface BatchWriter {
  /** Runs until aborted, then stores what is left, if the store lets it. */
  run(signal: AbortSignal): Promise<void>;
  /** Something happened: do not wait. */
  wake(): void;
}

const WRITE_EVERY_MS = 10_000;

/**
 * One write is under way at a time. One that fails is tried again as it is, with the memory of its moment, while what
 * comes later is put together: so nothing is lost and nothing counts twice.
 * @param tick called before every write
 */
export function createBatchWriter(
  recorder: Recorder,
  tick: () => void,
  { store, clock, log }: BatchWriterPorts,
): BatchWriter {
  const pause = createPause(clock);
  let failed: Sealed | undefined;
  let failures = 0;

  async function write(): Promise<void> {
    if (recorder.dropped > 0)
      log.warn(
        { dropped: recorder.dropped },
        'too many events waited for the ledger; the oldest were dropped',
      );
    const nowMs = clock.now();
    const sealed = failed ?? recorder.seal(nowMs);
    failed = sealed;
    const completed = await recorder.complete(sealed, nowMs);
    await store.record(completed.batch);
    failed = undefined;
    recorder.stored(completed);
  }

  async function attempt(): Promise<void> {
    try {
      await write();
      if (failures > 0) log.info({}, 'the ledger can be written again; nothing was lost');
      failures = 0;
    } catch (err) {
      failures++;
      const isNew = failures === 1 || !(err instanceof StoreError);
      if (isNew)
        log.error({ err }, 'the ledger cannot be written; what is to be written is kept and tried again');
    }
  }

  return {
    wake() {
      if (failures === 0) pause.wake();
    },
    async run(signal) {
      signal.addEventListener('abort', pause.wake, { once: true });
      while (!signal.aborted) {
        if (failures > 0 || !recorder.isUrgent)
          await pause.wait(failures === 0 ? WRITE_EVERY_MS : backoffMs(failures, 0));
        tick();
        await attempt();
      }
      if (failures === 0) await attempt();
    },
  };
}
