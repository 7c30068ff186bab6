import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatusStretch } from '../../../src/ledger/session.js';
import { followStatus } from '../../../src/ledger/tracking/status-tracker.js';

const T0 = Date.UTC(2026, 5, 21, 10);
const sight = (atMs: number, connector: 'Available' | 'Charging' = 'Available', online = true) => ({
  chargePointId: 'charger',
  atMs,
  online,
  connector,
});

describe('followStatus', () => {
  it('grows a stretch while nothing changes', () => {
    const first = followStatus(null, sight(T0));
    expect(followStatus(first.stretch, sight(T0 + 10_000)).stretches).toEqual([
      { chargePointId: 'charger', fromMs: T0, toMs: T0 + 10_000, online: true, connector: 'Available' },
    ]);
  });

  it('ends it where the next one begins', () => {
    const first = followStatus(null, sight(T0)).stretch;
    const [ended, begun] = followStatus(first, sight(T0 + 5000, 'Charging')).stretches;
    expect(ended).toMatchObject({ fromMs: T0, toMs: T0 + 5000, connector: 'Available' });
    expect(begun).toMatchObject({ fromMs: T0 + 5000, toMs: T0 + 5000, connector: 'Charging' });
  });

  it('knows no connector while the charger is away', () => {
    expect(followStatus(null, sight(T0, 'Charging', false)).stretch).toMatchObject({
      online: false,
      connector: null,
    });
  });

  it('leaves the time out in which nobody looked', () => {
    const first = followStatus(null, sight(T0)).stretch;
    const { stretch, stretches } = followStatus(first, sight(T0 + 3_600_000));
    expect(stretch).toMatchObject({ fromMs: T0 + 3_600_000, toMs: T0 + 3_600_000 });
    expect(stretches[0]).toEqual(first);
  });

  it('never overlaps, also when the clock is set back', () => {
    const step = fc.record({
      ms: fc.integer({ min: -3_600_000, max: 120_000 }),
      connector: fc.constantFrom('Available' as const, 'Charging' as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const stored = new Map<number, StatusStretch>();
        let atMs = T0;
        let last: StatusStretch | null = null;
        for (const { ms, connector } of steps) {
          atMs += ms;
          const { stretch, stretches } = followStatus(last, sight(atMs, connector));
          for (const each of stretches) stored.set(each.fromMs, each);
          last = stretch;
        }
        const all = [...stored.values()].sort((a, b) => a.fromMs - b.fromMs);
        for (const [index, { fromMs, toMs }] of all.entries()) {
          expect(toMs).toBeGreaterThanOrEqual(fromMs);
          if (index > 0) expect(fromMs).toBeGreaterThanOrEqual(all[index - 1]?.toMs ?? Number.NaN);
        }
      }),
    );
  });
});
