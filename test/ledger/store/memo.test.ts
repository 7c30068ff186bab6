import { describe, expect, it } from 'vitest';
import { createMemo } from '../../../src/ledger/store/memo.js';

function memoOf(capacity: number) {
  let generation = 0;
  const computed: string[] = [];
  const memo = createMemo<number>(capacity, () => generation);
  return {
    computed,
    take: (key: string, value = 0) =>
      memo.take(key, () => {
        computed.push(key);
        return value;
      }),
    write: () => {
      generation++;
    },
  };
}

describe('a memo', () => {
  it('computes once, 0 too, until something is written', () => {
    const { take, computed, write } = memoOf(3);
    expect([take('a', 0), take('a', 1), take('b', 2)]).toEqual([0, 0, 2]);
    write();
    expect(take('a', 3)).toBe(3);
    expect(computed).toEqual(['a', 'b', 'a']);
  });

  it('forgets what was unused for longest when it is full', () => {
    const { take, computed } = memoOf(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) take(key);
    expect(computed).toEqual(['a', 'b', 'c', 'b']);
  });
});
