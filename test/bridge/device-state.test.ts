import { describe, expect, it } from 'vitest';
import { createDeviceState } from '../../src/bridge/device-state.js';

const values = (entries: Record<string, number>) => new Map(Object.entries(entries));

describe('createDeviceState', () => {
  it('merges answers and keeps the last value of a key that is missing, with the time', () => {
    const state = createDeviceState();
    state.apply({ values: values({ amp: 6, frc: 0 }), receivedAtMs: 1000, asked: 'all' });
    state.apply({ values: values({ amp: 10 }), receivedAtMs: 2000, asked: new Set(['amp', 'frc']) });
    state.apply({ values: values({ amp: 11 }), receivedAtMs: 3000, asked: new Set(['amp', 'frc']) });
    expect([...state.values]).toEqual([
      ['amp', 11],
      ['frc', 0],
    ]);
    expect([...state.missingSince]).toEqual([['frc', 2000]]);
    expect(state.receivedAtMs).toBe(3000);
  });

  it('does not call a key missing that was not asked for, or never seen', () => {
    const state = createDeviceState();
    state.apply({ values: values({ amp: 6, frc: 0 }), receivedAtMs: 1000, asked: 'all' });
    state.apply({ values: values({ amp: 6 }), receivedAtMs: 2000, asked: new Set(['amp', 'psm']) });
    expect(state.missingSince.size).toBe(0);
  });

  it('takes a key back when it returns, asked for or not', () => {
    const state = createDeviceState();
    state.apply({ values: values({ amp: 6 }), receivedAtMs: 1000, asked: 'all' });
    state.apply({ values: values({}), receivedAtMs: 2000, asked: 'all' });
    state.apply({ values: values({ amp: 6 }), receivedAtMs: 3000, asked: new Set() });
    expect(state.missingSince.size).toBe(0);
  });

  it('keeps the measured time of the newest answer that has one', () => {
    const state = createDeviceState();
    state.apply({ values: values({}), receivedAtMs: 1000, measuredAtMs: 900, asked: 'all' });
    state.apply({ values: values({}), receivedAtMs: 2000, asked: 'all' });
    expect(state.measuredAtMs).toBe(900);
  });
});
