import { useCallback, useEffect, useState } from 'preact/hooks';
import { type ApiFailure, failureOf } from './api.js';

/** What became of a request: nothing yet, an answer, or a refusal. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly failure: ApiFailure | undefined;
  /** Asks once more; the old answer stays until the new one is there. */
  readonly reload: () => void;
}

/** Loads when shown and whenever `key` changes. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T>();
  const [failure, setFailure] = useState<ApiFailure>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    load().then(
      (answer) => {
        if (!current) return;
        setValue(() => answer);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (current) setFailure(failureOf(error));
      },
    );
    return () => {
      current = false;
    };
  }, [key, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { value, failure, reload };
}

const REFRESH_MS = 60_000;

/** The same for what changes by itself: once a minute it is loaded again. */
export function useRefreshed<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const loaded = useLoaded(key, load);
  const { reload } = loaded;
  useEffect(() => {
    const again = setInterval(reload, REFRESH_MS);
    return () => clearInterval(again);
  }, [reload]);
  return loaded;
}
