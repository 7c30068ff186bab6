import { describe, expect, it } from 'vitest';
import { createOwnClock } from '../../../src/devices/goe/own-clock.js';
import type { JsonValue } from '../../../src/json.js';

const BOOT = Date.UTC(2026, 5, 21, 8);
const values = (entries: Record<string, JsonValue>) => new Map(Object.entries(entries));

describe('createOwnClock', () => {
  it('adds the time since boot to the time at boot, which it remembers', () => {
    const clock = createOwnClock();
    expect(clock.timeOf(values({ tab: BOOT, rbt: 1000 }))).toBe(BOOT + 1000);
    expect(clock.timeOf(values({ rbt: 2000 }))).toBe(BOOT + 2000);
    expect(clock.timeOf(values({ amp: 6 }))).toBeUndefined();
  });

  it('says nothing after a restart until the charger says when that was', () => {
    const clock = createOwnClock();
    clock.timeOf(values({ tab: BOOT, rbt: 1_000_000 }));
    expect(clock.timeOf(values({ rbt: 500 }))).toBeUndefined();
    expect(clock.timeOf(values({ tab: BOOT + 1_000_000, rbt: 1500 }))).toBe(BOOT + 1_001_500);
  });

  it.each([
    ['a clock that was never set', { tab: 0, rbt: 5000 }],
    ['a time beyond all calendars', { tab: 9e15, rbt: 5000 }],
    ['an error text', { tab: 'unknown', rbt: 5000 }],
    ['a null', { tab: BOOT, rbt: null }],
  ])('says nothing with %s', (_name, answer) => {
    expect(createOwnClock().timeOf(values(answer))).toBeUndefined();
  });
});
