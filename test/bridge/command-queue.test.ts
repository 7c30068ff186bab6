import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/bridge/command.js';
import { CommandError } from '../../src/bridge/command-error.js';
import { createCommandQueue } from '../../src/bridge/command-queue.js';

function command(values: Record<string, number>) {
  const outcomes: Outcome[] = [];
  return {
    values: new Map(Object.entries(values)),
    answer: (outcome: Outcome) => void outcomes.push(outcome),
    outcomes,
    get code() {
      const [outcome] = outcomes;
      return outcome === undefined ? 'waiting' : outcome.ok ? 'ok' : outcome.error.code;
    },
  };
}

describe('createCommandQueue', () => {
  it('keeps the order of different keys and supersedes older wishes for the same key', () => {
    const queue = createCommandQueue();
    const [first, frc, last] = [command({ amp: 6 }), command({ frc: 2 }), command({ amp: 8 })];
    for (const each of [first, frc, last]) queue.push(each);
    expect(first.code).toBe('superseded');
    expect([queue.shift(), queue.shift(), queue.shift()]).toEqual([frc, last, undefined]);
  });

  it('supersedes a command of several keys only when all of them are set again', () => {
    const queue = createCommandQueue();
    const both = command({ amp: 6, frc: 2 });
    queue.push(both);
    queue.push(command({ amp: 7 }));
    expect(both.code).toBe('waiting');
    queue.push(command({ frc: 1, amp: 8 }));
    expect(both.code).toBe('superseded');
    expect(queue.length).toBe(1);
  });

  it('writes the same wish of two once, and tells both what became of it', () => {
    const queue = createCommandQueue();
    const [first, amp, again] = [command({ frc: 1 }), command({ amp: 8 }), command({ frc: 1 })];
    for (const each of [first, amp, again]) queue.push(each);
    expect([first.code, queue.length, queue.shift()]).toEqual(['waiting', 2, amp]);
    queue.shift()?.answer({ ok: true, confirmed: true });
    expect([first.outcomes, again.outcomes]).toEqual([
      [{ ok: true, confirmed: true }],
      [{ ok: true, confirmed: true }],
    ]);
  });

  it('answers everything that waits exactly once when it is closed', () => {
    const queue = createCommandQueue();
    const waiting = [command({ amp: 6 }), command({ frc: 1 })];
    for (const each of waiting) queue.push(each);
    queue.refuseAll(new CommandError('unreachable', 'stopping'));
    queue.refuseAll(new CommandError('unreachable', 'stopping'));
    expect(waiting.map((each) => each.outcomes.length)).toEqual([1, 1]);
    expect(queue.length).toBe(0);
  });

  it('is bounded, and says so to the command that finds no room', () => {
    const queue = createCommandQueue();
    for (let n = 0; n < 500; n++) queue.push(command({ [`key${n}`]: 1 }));
    const late = command({ late: 1 });
    queue.push(late);
    expect(late.code).toBe('unreachable');
    expect(queue.length).toBe(500);
  });
});
