import { useState } from 'preact/hooks';
import { type ApiFailure, failureOf } from './api.js';

/** Something that the owner does: whether it is under way, and why it failed the last time. */
export interface Action {
  readonly busy: boolean;
  readonly failure: ApiFailure | undefined;
  /** Does not throw: a failure is kept to be shown. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  return {
    busy,
    failure,
    async run(work) {
      setBusy(true);
      setFailure(undefined);
      try {
        await work();
      } catch (error) {
        setFailure(failureOf(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
