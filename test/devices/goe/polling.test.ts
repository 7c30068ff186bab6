import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/devices/catalogue.js';
import type { PollClass } from '../../../src/devices/datapoint.js';
import { goeCatalogue } from '../../../src/devices/goe/catalogue.js';
import { MAX_KEYS_PER_REQUEST } from '../../../src/devices/goe/known-keys.js';
import { type Asked, createPollSchedule, type PollSchedule } from '../../../src/devices/goe/polling.js';
import type { JsonValue } from '../../../src/json.js';
import { row } from '../../support/fake-device.js';

const DAY_MS = 24 * 3_600_000;

const CATALOGUE = createCatalogue(
  (
    [
      ['car', 'live'],
      ['rbt', 'live'],
      ['rbc', 'live'],
      ['adi', 'status'],
      ['fwv', 'settings'],
      ['fna', 'settings'],
      ['typ', 'rare'],
      ['scan', 'never'],
    ] satisfies [string, PollClass][]
  ).map(([key, poll]) => row(key, { poll })),
);

/** A charger that answers at once with what it has. */
function createCharger(keys: readonly string[] = [...CATALOGUE.keys()]) {
  const schedule = createPollSchedule(() => CATALOGUE);
  const values = new Map<string, JsonValue>(keys.map((key) => [key, 1]));
  return {
    schedule,
    values,
    /** One request: what it asked for, as a list in the order of the alphabet. */
    poll(nowMs: number): string {
      const asked = schedule.next(nowMs);
      const shown = [...values].filter(([key]) => asked === 'all' || asked.includes(key));
      schedule.answered(asked, new Map(shown), nowMs);
      return inWords(asked);
    },
    fail(nowMs: number): string {
      const asked = schedule.next(nowMs);
      schedule.failed(asked);
      return inWords(asked);
    },
  };
}

const inWords = (asked: Asked): string => (asked === 'all' ? 'all' : [...asked].sort().join());

describe('createPollSchedule', () => {
  it('begins with a full status and then asks for each class in its time', () => {
    const { poll } = createCharger();
    expect(poll(0)).toBe('all');
    expect(poll(1_000)).toBe('car,rbc,rbt');
    expect(poll(4_999)).toBe('car,rbc,rbt');
    expect(poll(5_000)).toBe('adi,car,rbc,rbt');
    expect(poll(6_000)).toBe('car,rbc,rbt');
    expect(poll(60_000)).toBe('adi,car,fna,fwv,rbc,rbt');
    expect(poll(600_000)).toBe('adi,car,fna,fwv,rbc,rbt,typ');
  });

  it('asks only for keys that the charger has, its unknown ones included', () => {
    const { poll } = createCharger(['car', 'adi', 'xyz', 'scan']);
    poll(0);
    expect(poll(60_000)).toBe('adi,car');
    expect(poll(600_000)).toBe('adi,car,xyz');
  });

  it('asks for what is due next when nothing is due', () => {
    const { poll } = createCharger(['fna', 'adi']);
    poll(0);
    expect(poll(1)).toBe('adi');
  });

  it('asks for everything when nothing worth asking is known', () => {
    const { poll } = createCharger(['scan']);
    poll(0);
    expect(poll(1_000)).toBe('all');
  });

  it('asks for everything again after a day', () => {
    const { poll } = createCharger();
    poll(0);
    expect(poll(DAY_MS - 1)).not.toBe('all');
    expect(poll(DAY_MS)).toBe('all');
    expect(poll(DAY_MS + 1_000)).not.toBe('all');
  });

  it.each([
    ['the reboot counter goes up', 'rbc', 2],
    ['the time since boot goes down', 'rbt', 0],
    ['the firmware changes', 'fwv', 2],
  ])('asks for everything again when %s', (_words, key, value) => {
    const { poll, values } = createCharger();
    poll(0);
    poll(60_000);
    values.set(key, value);
    expect(poll(120_000)).not.toBe('all');
    expect(poll(121_000)).toBe('all');
    expect(poll(122_000)).not.toBe('all');
  });

  it('is not disturbed by time that goes on, or by a charger without these keys', () => {
    const { poll, values } = createCharger();
    poll(0);
    values.set('rbt', 5);
    poll(1_000);
    values.delete('rbt');
    values.delete('rbc');
    poll(2_000);
    expect(poll(3_000)).not.toBe('all');
  });

  it('stops asking for a key that stays away, until the next full status', () => {
    const { poll, values } = createCharger();
    poll(0);
    values.delete('car');
    for (const nowMs of [1_000, 2_000, 3_000]) expect(poll(nowMs)).toContain('car');
    expect(poll(4_000)).toBe('rbc,rbt');
    values.set('car', 1).set('rbc', 2);
    poll(4_500);
    expect(poll(5_000)).toBe('all');
    expect(poll(6_000)).toContain('car');
  });

  it('does not give up a key for single gaps', () => {
    const { poll, values } = createCharger();
    poll(0);
    for (let nowMs = 1_000; nowMs < 5_000; nowMs += 1_000) {
      if (nowMs % 2_000 === 0) values.set('car', 1);
      else values.delete('car');
      expect(poll(nowMs)).toContain('car');
    }
  });

  it('starts over with a full status when everything went missing', () => {
    const { poll, values } = createCharger(['car']);
    poll(0);
    values.clear();
    for (const nowMs of [1_000, 2_000, 3_000]) expect(poll(nowMs)).toBe('car');
    expect(poll(4_000)).toBe('all');
  });

  it('falls back to batches of the catalogue when the full status fails twice and small ones do not', () => {
    const { poll, fail } = createCharger(['car', 'adi', 'typ']);
    const everything = 'adi,car,fna,fwv,rbc,rbt,typ';
    expect(fail(0)).toBe('all');
    expect(poll(1_000)).toBe(everything);
    expect(fail(2_000)).toBe('all');
    expect(poll(3_000)).toBe('car,rbc,rbt');
    expect(poll(4_000)).toBe('car,rbc,rbt');
    expect(poll(5_000)).toBe('car');
    expect(poll(DAY_MS)).not.toBe('all');
    expect(poll(DAY_MS + 3_000)).toBe('all');
  });

  it('does not blame the full status for a charger that is away', () => {
    const { poll, fail } = createCharger();
    for (let round = 0; round < 5; round++) {
      expect(fail(round)).toBe('all');
      expect(fail(round)).not.toBe('all');
    }
    expect(poll(6)).toBe('all');
    expect(poll(7)).toBe('car,rbc,rbt');
  });

  it('gives a new firmware another chance with the full status', () => {
    const { poll, fail, values } = createCharger();
    fail(0);
    poll(1_000);
    fail(2_000);
    poll(3_000);
    values.set('rbc', 2);
    poll(4_000);
    expect(fail(5_000)).toBe('all');
    poll(6_000);
    expect(poll(7_000)).toBe('all');
  });

  it('never asks for more than 50 keys, and comes round to every key', () => {
    const catalogue = goeCatalogue();
    const schedule = createPollSchedule(() => catalogue);
    const values = new Map<string, JsonValue>([...catalogue.keys()].map((key) => [key, 1]));
    schedule.answered('all', values, 0);
    const lastAskedMs = new Map<string, number>();
    for (let nowMs = 1_000; nowMs <= 1_800_000; nowMs += 1_000) {
      const asked = schedule.next(nowMs);
      if (asked === 'all') expect.unreachable('a full status is not due');
      expect(asked.length).toBeLessThanOrEqual(MAX_KEYS_PER_REQUEST);
      expect(new Set(asked).size).toBe(asked.length);
      for (const key of asked) lastAskedMs.set(key, nowMs);
      schedule.answered(asked, values, nowMs);
    }
    for (const [key, { poll }] of catalogue) {
      if (poll === 'never') expect(lastAskedMs.has(key)).toBe(false);
      else expect(lastAskedMs.get(key)).toBeGreaterThan(1_800_000 - 700_000);
      if (poll === 'live') expect(lastAskedMs.get(key)).toBe(1_800_000);
    }
  });

  it('would see a reboot of a real charger at once', () => {
    for (const key of ['rbc', 'rbt']) expect(goeCatalogue().get(key)?.poll).toBe('live');
  });

  it('always has something to ask for, whatever happens', () => {
    const events = fc.array(
      fc.record({
        fails: fc.boolean(),
        waitMs: fc.nat({ max: DAY_MS }),
        keys: fc.subarray([...CATALOGUE.keys(), 'x']),
      }),
    );
    fc.assert(
      fc.property(events, (happening) => {
        const schedule: PollSchedule = createPollSchedule(() => CATALOGUE);
        let nowMs = 0;
        for (const { fails, waitMs, keys } of happening) {
          nowMs += waitMs;
          const asked = schedule.next(nowMs);
          expect(asked.length).toBeGreaterThan(0);
          if (fails) schedule.failed(asked);
          else schedule.answered(asked, new Map(keys.map((key) => [key, waitMs])), nowMs);
        }
      }),
    );
  });
});
