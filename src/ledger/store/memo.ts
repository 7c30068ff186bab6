/** Results that are kept for as long as nothing is written; of too many, the one unused for longest goes. */
export interface Memo<T> {
  take(key: string, compute: () => T): T;
}

/** @param generation changes with every write */
export function createMemo<T extends object | number>(capacity: number, generation: () => number): Memo<T> {
  const kept = new Map<string, T>();
  let keptAt = Number.NaN;
  return {
    take(key, compute) {
      const now = generation();
      if (now !== keptAt) kept.clear();
      keptAt = now;
      const value = kept.get(key) ?? compute();
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > capacity && oldest !== undefined) kept.delete(oldest);
      return value;
    },
  };
}
