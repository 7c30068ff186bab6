import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.js';
import { type Learned, payloadOfLearned, readLearned } from '../../src/surplus/learned.js';
import { GRID } from '../../src/surplus/surplus-model.js';
import { START_MS } from './fixtures.js';
import { createSmallHouse } from './small-house.js';
import { startRole } from './started-role.js';

const HOUR_MS = 3_600_000;
const TOPIC = 'wattbridge/surplus/charger/learned';

const wireOf = (learned: Learned, nowMs = START_MS): JsonObject =>
  JSON.parse(payloadOfLearned(learned, nowMs));

/** What an hour of clouds and kettles teaches. */
function learnedInAnHour(): Learned {
  const house = createSmallHouse((s) => 4000 + 3000 * Math.sin(s / 90) - (s % 900 < 120 ? 2000 : 0));
  house.run(3600);
  return house.core.learned;
}

describe('what was learned', () => {
  const seconds = fc.integer({ min: 0, max: 120 });
  const row = fc.array(fc.integer({ min: 1, max: 240 }), { minLength: GRID.jumps, maxLength: GRID.jumps });
  const some: fc.Arbitrary<Learned> = fc.record({
    responseS: fc.record({ current: seconds, start: seconds, stop: seconds, phases: seconds }),
    ways: fc.record({
      jumps: fc.array(fc.option(row), { minLength: GRID.offsets, maxLength: GRID.offsets }),
      dipsS: fc.array(seconds, { maxLength: 20 }),
      roofW: fc.integer({ min: 0, max: 50_000 }),
    }),
  });

  it('survives the way to the wire and back', () => {
    fc.assert(
      fc.property(some, (learned) => {
        expect(readLearned(wireOf(learned), START_MS)).toEqual(learned);
      }),
    );
  });

  it('is taken over by the next run, and fits into a small message', () => {
    const learned = learnedInAnHour();
    const wire = wireOf(learned);
    const next = createSmallHouse(() => 0, {}, { learned: readLearned(wire, START_MS) }).core.learned;
    expect(wireOf(next)).toEqual(wire);
    expect(learned.responseS.start).not.toBe(createSmallHouse(() => 0).core.learned.responseS.start);
    expect(learned.ways.jumps.filter((counts) => counts !== null).length).toBeGreaterThan(3);
    expect(learned.ways.dipsS.length).toBeGreaterThan(0);
    expect(JSON.stringify(wire).length).toBeLessThan(6000);
  });

  const good = wireOf(learnedInAnHour());
  it.each([
    { what: 'nothing', value: undefined },
    { what: 'no object', value: 7 },
    { what: 'another version', value: { ...good, version: 2 } },
    { what: 'another grid', value: { ...good, jumps: [] } },
    { what: 'an empty row', value: { ...good, jumps: Array(GRID.offsets).fill(Array(GRID.jumps).fill(0)) } },
    {
      what: 'an impossible time',
      value: { ...good, response_s: { current: -1, start: 1, stop: 1, phases: 1 } },
    },
    { what: 'a member too many', value: { ...good, more: 1 } },
    { what: 'something old', value: wireOf(learnedInAnHour(), START_MS - 7 * HOUR_MS) },
    { what: 'something of tomorrow', value: wireOf(learnedInAnHour(), START_MS + 24 * HOUR_MS) },
  ])('does not come from $what', ({ value }) => {
    expect(readLearned(value, START_MS)).toBeUndefined();
  });
});

describe('the memory of what was learned', () => {
  const nrg = [230, 230, 230, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 100, 100, 0];
  const idle = { car: 3, frc: 1, amp: 6, psm: 1, ama: 16, nrg };

  it('is handed to the broker every ten minutes and at the end', async () => {
    const { clock, mqtt, role, second } = await startRole();
    mqtt.connect();
    await clock.advance(2000);
    for (let s = 0; s < 590; s++) await second(idle, -2000);
    expect(mqtt.sent(TOPIC)).toHaveLength(0);
    for (let s = 0; s < 20; s++) await second(idle, -2000);
    expect(mqtt.sent(TOPIC)).toHaveLength(1);
    await role.stop();
    expect(mqtt.sent(TOPIC)).toHaveLength(2);
    expect(mqtt.retained.get(TOPIC)).toBe(mqtt.sent(TOPIC)[1]);
  });

  it.each([
    { age: 'young', ageH: 1, startS: 33 },
    { age: 'old', ageH: 7, startS: 12 },
  ])('is used at the next start when it is $age', async ({ ageH, startS }) => {
    const { clock, mqtt, role, kept } = await startRole();
    const learned = learnedInAnHour();
    const before = { ...learned, responseS: { ...learned.responseS, start: 33 } };
    mqtt.connect();
    kept('learned', payloadOfLearned(before, clock.now() - ageH * HOUR_MS));
    await clock.advance(2000);
    await role.stop();
    const after: unknown = JSON.parse(mqtt.retained.get(TOPIC) ?? '{}');
    expect(after).toMatchObject({ response_s: { start: startS } });
  });

  it('is not spoilt by a payload of somebody else', async () => {
    const { clock, mqtt, kept, log } = await startRole();
    mqtt.connect();
    kept('learned', 'rubbish');
    await clock.advance(2000);
    expect(mqtt.retained.get('wattbridge/surplus/charger/mode')).toBe('off');
    expect(log.messages('error')).toEqual([]);
  });
});
