import { onTestFinished } from 'vitest';
import type { LedgerStore } from '../../src/ledger/store/port.js';
import { createSqliteStore } from '../../src/ledger/store/sqlite-store.js';

export interface HeldStore {
  readonly store: LedgerStore;
  /** From now on, lists of API keys wait. */
  hold(): void;
  /** A list waits. */
  readonly entered: Promise<void>;
  /** Lets them go on. */
  release(): void;
}

/** A store that answers a list of API keys when the test wants it: a request that is under way. */
export async function createHeldStore(): Promise<HeldStore> {
  const store = await createSqliteStore({ file: ':memory:' });
  onTestFinished(() => store.close());
  const entered = createSignal();
  const released = createSignal();
  let isHeld = false;
  const list = async () => {
    if (isHeld) {
      entered.give();
      await released.given;
    }
    return store.apiKeys.list();
  };
  return {
    store: { ...store, apiKeys: { ...store.apiKeys, list } },
    hold() {
      isHeld = true;
    },
    entered: entered.given,
    release: released.give,
  };
}

function createSignal(): { readonly given: Promise<void>; give(): void } {
  let resolve = (): void => undefined;
  const given = new Promise<void>((done) => {
    resolve = done;
  });
  return { given, give: () => resolve() };
}
