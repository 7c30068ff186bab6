import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChangeFilter } from '../../src/bridge/change-filter.js';
import type { JsonValue } from '../../src/json.js';
import { payloadOf } from '../../src/mqtt/payload.js';

describe('createChangeFilter', () => {
  it('lets the first value and every change through, and nothing else', () => {
    const filter = createChangeFilter();
    expect(filter.offer('t', 1, 0)).toBe('1');
    expect(filter.offer('t', 1, 1)).toBeUndefined();
    expect(filter.offer('t', 2, 2)).toBe('2');
    expect(filter.offer('t', 1, 3)).toBe('1');
    expect(filter.offer('u', 1, 3)).toBe('1');
  });

  it('compares compound values by what they say', () => {
    const filter = createChangeFilter();
    expect(filter.offer('t', [1, 2], 0)).toBe('[1,2]');
    expect(filter.offer('t', [1, 2], 1)).toBeUndefined();
    expect(filter.offer('t', [1, 3], 2)).toBe('[1,3]');
  });

  it('holds a noisy value back and publishes the newest one when its interval is over', () => {
    const filter = createChangeFilter();
    const noise = { minIntervalMs: 10_000 };
    expect(filter.offer('rbt', 100, 0, noise)).toBe('100');
    expect(filter.offer('rbt', 101, 1000, noise)).toBeUndefined();
    expect(filter.offer('rbt', 102, 2000, noise)).toBeUndefined();
    expect([...filter.due(9999)]).toEqual([]);
    expect([...filter.due(10_000)]).toEqual([['rbt', '102']]);
    expect([...filter.due(30_000)]).toEqual([]);
    expect(filter.offer('rbt', 103, 10_001, noise)).toBeUndefined();
    expect(filter.offer('rbt', 104, 20_000, noise)).toBe('104');
  });

  it('forgets a value held back when the old one returns', () => {
    const filter = createChangeFilter();
    const noise = { minIntervalMs: 10_000 };
    filter.offer('t', 1, 0, noise);
    filter.offer('t', 2, 1, noise);
    filter.offer('t', 1, 2, noise);
    expect([...filter.due(20_000)]).toEqual([]);
  });

  it('measures a deadband from the last published value, so that a slow drift shows', () => {
    const filter = createChangeFilter();
    const noise = { deadband: 0.5 };
    expect(filter.offer('t', 20, 0, noise)).toBe('20');
    expect(filter.offer('t', 20.3, 1, noise)).toBeUndefined();
    expect(filter.offer('t', 20.5, 2, noise)).toBe('20.5');
    expect(filter.offer('t', null, 3, noise)).toBe('null');
    expect(filter.offer('t', 20.5, 4, noise)).toBe('20.5');
  });

  it('says everything again after it was told to forget', () => {
    const filter = createChangeFilter();
    filter.offer('t', 1, 0);
    filter.forget();
    expect(filter.offer('t', 1, 1)).toBe('1');
  });

  it('leaves the broker with the newest value, whatever the sequence', () => {
    const value = fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.array(fc.boolean()));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.boolean(), (values: JsonValue[], noisy) => {
        const filter = createChangeFilter();
        let retained: string | undefined;
        values.forEach((next, index) => {
          const noise = noisy ? { minIntervalMs: 3 } : undefined;
          retained = filter.offer('t', next, index, noise) ?? retained;
          retained = filter.due(index).get('t') ?? retained;
        });
        retained = filter.due(values.length + 3).get('t') ?? retained;
        expect(retained).toBe(payloadOf(values.at(-1) ?? null));
      }),
    );
  });
});
