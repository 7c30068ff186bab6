import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, minuteOf } from '../../../src/ledger/costs/zone.js';

const ms = (text: string): number => Date.parse(text);

describe('createZone', () => {
  it.each([
    ['Europe/Berlin', '2026-06-21T12:00:09Z', '2026-06-21', '14:00:09', 'sun', 840],
    ['Europe/Berlin', '2026-01-01T23:30:00Z', '2026-01-02', '00:30:00', 'fri', 30],
    ['UTC', '2026-03-29T01:59:59Z', '2026-03-29', '01:59:59', 'sun', 119],
    // The hour that summer time repeats.
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25', '02:30:00', 'sun', 150],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25', '02:30:00', 'sun', 150],
    ['America/St_Johns', '2026-07-01T02:00:00Z', '2026-06-30', '23:30:00', 'tue', 1410],
  ])('tells what clocks in %s show at %s', (zone, at, day, time, weekday, minute) => {
    expect(createZone(zone).localTime(ms(at))).toEqual({ day, time, weekday, minute });
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00Z'],
    ['UTC', '2026-01-01', '2026-01-01T00:00:00Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z'],
    // Clocks went from 23:59:59 to 01:00.
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00Z'],
  ])('knows when in %s the day %s begins', (zone, day, begin) => {
    expect(createZone(zone).dayStartMs(day)).toBe(ms(begin));
  });

  it('begins every day at its first moment, in any zone', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'].map(
      createZone,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: ms('2020-01-01T00:00:00Z'), max: ms('2035-01-01T00:00:00Z') }),
        (zone, at) => {
          const { day } = zone.localTime(at);
          const begin = zone.dayStartMs(day);
          expect(begin).toBeLessThanOrEqual(at);
          expect(zone.localTime(begin).day).toBe(day);
          expect(zone.localTime(begin - 1).day < day).toBe(true);
        },
      ),
    );
  });
});

describe('minuteOf', () => {
  it.each([
    ['00:00', 0],
    ['23:59', 1439],
  ])('%s', (time, minute) => expect(minuteOf(time)).toBe(minute));
});
