import { describe, expect, it } from 'vitest';
import type { Command, Outcome } from '../../src/bridge/command.js';
import { createConfirmations, shows } from '../../src/bridge/confirmation.js';
import type { JsonValue } from '../../src/json.js';

function command(values: Record<string, JsonValue>): Command & { readonly outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  return {
    values: new Map(Object.entries(values)),
    answer: (outcome) => void outcomes.push(outcome),
    outcomes,
  };
}

const seen = (values: Record<string, JsonValue>) => new Map(Object.entries(values));

describe('createConfirmations', () => {
  it('confirms once every key has shown, in one answer or in several', () => {
    const confirmations = createConfirmations();
    const write = command({ amp: 10, frc: 2 });
    confirmations.add(write, write.values, 5000);
    confirmations.settle(seen({ amp: 10, frc: 0 }), 1000);
    expect(write.outcomes).toEqual([]);
    expect(confirmations.keys()).toEqual(['frc']);
    confirmations.settle(seen({ frc: 2 }), 2000);
    expect(write.outcomes).toEqual([{ ok: true, confirmed: true }]);
    expect(confirmations.size).toBe(0);
  });

  it('says which keys did not show in time', () => {
    const confirmations = createConfirmations();
    const write = command({ amp: 10 });
    confirmations.add(write, write.values, 5000);
    confirmations.settle(seen({ amp: 6 }), 4999);
    expect(write.outcomes).toEqual([]);
    confirmations.settle(seen({ amp: 6 }), 5000);
    expect(write.outcomes).toMatchObject([{ ok: false, error: { code: 'not_confirmed' } }]);
  });

  it('supersedes an unconfirmed write of the same key', () => {
    const confirmations = createConfirmations();
    const [older, newer] = [command({ amp: 10 }), command({ amp: 12 })];
    confirmations.add(older, older.values, 5000);
    confirmations.add(newer, newer.values, 6000);
    confirmations.settle(seen({ amp: 12 }), 1000);
    expect(older.outcomes).toMatchObject([{ ok: false, error: { code: 'superseded' } }]);
    expect(newer.outcomes).toEqual([{ ok: true, confirmed: true }]);
  });

  it('confirms the same wish of two to both', () => {
    const confirmations = createConfirmations();
    const [ours, theirs] = [command({ frc: 1 }), command({ frc: 1 })];
    confirmations.add(ours, ours.values, 5000);
    confirmations.add(theirs, theirs.values, 6000);
    confirmations.settle(seen({ frc: 1 }), 1000);
    for (const { outcomes } of [ours, theirs]) expect(outcomes).toEqual([{ ok: true, confirmed: true }]);
  });
});

describe('shows', () => {
  it.each<[JsonValue | undefined, JsonValue, boolean]>([
    [3.0999999, 3.1, true],
    [3.2, 3.1, false],
    [16, 16, true],
    [1, true, true],
    [false, 0, true],
    [false, null, false],
    [null, null, true],
    ['a', 'a', true],
    [undefined, 1, false],
    [[{ name: 'a', energy: 5 }, { name: 'b' }], [{}, { name: 'b' }], true],
    [[{ name: 'a' }], [{}, { name: 'b' }], false],
    [{ control: 1, ranges: [] }, { control: 1 }, true],
    [{ control: 2 }, { control: 1 }, false],
  ])('%j shows %j: %s', (actual, wanted, expected) => expect(shows(actual, wanted)).toBe(expected));
});
