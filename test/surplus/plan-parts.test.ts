import { describe, expect, it } from 'vitest';
import { nextLocalTime } from '../../src/local-time.js';
import { createEnergyCount } from '../../src/surplus/energy-count.js';
import { planMemoryOf, valuesOfPlan } from '../../src/surplus/plan-keys.js';
import { nextUtcTime, untilMsOf } from '../../src/surplus/plan-until.js';
import { readPrices, segmentsOf } from '../../src/surplus/prices.js';
import { refusals } from '../../src/surplus/settings-keys.js';
import { chargerReading, START_MS } from './fixtures.js';

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe('plan_until', () => {
  it.each([
    { text: '07:00', until: '2026-06-22T07:00:00.000Z' },
    { text: '10:00', until: '2026-06-22T10:00:00.000Z' },
    { text: '23:59', until: '2026-06-21T23:59:00.000Z' },
    { text: '2026-06-22T07:00:00+02:00', until: '2026-06-22T05:00:00.000Z' },
    { text: '2026-06-22T07:00Z', until: '2026-06-22T07:00:00.000Z' },
    { text: '2026-06-22T07:00:00', until: undefined },
    { text: '24:00', until: undefined },
    { text: '7:00', until: undefined },
    { text: 'tomorrow', until: undefined },
    { text: '', until: undefined },
  ])('$text is $until', ({ text, until }) => {
    expect(iso(untilMsOf(text, START_MS, nextUtcTime))).toBe(until);
  });

  it.each([0, 7, 23])('finds %i:30 on the clocks of this place', (hour) => {
    const at = nextLocalTime(START_MS, hour, 30);
    expect([new Date(at).getHours(), new Date(at).getMinutes()]).toEqual([hour, 30]);
    expect(at).toBeGreaterThan(START_MS);
    expect(at).toBeLessThanOrEqual(START_MS + 25 * 3_600_000);
    expect(nextLocalTime(at, hour, 30)).toBeGreaterThan(at);
  });
});

describe('prices', () => {
  it('takes the list of an owner and that of a charger', () => {
    expect(readPrices([{ start: '1970-01-01T01:00:00Z', end: '1970-01-01T02:00:00Z', price: 0.2 }])).toEqual(
      readPrices([{ start: 3600, end: 7200, marketprice: 0.2 }]),
    );
  });

  it.each([
    { list: null },
    { list: 'cheap' },
    { list: [7] },
    { list: [{ start: 1, end: 2 }] },
    { list: [{ start: 2, end: 1, price: 1 }] },
    { list: [{ start: '2026-06-21T10:00:00', end: '2026-06-21T11:00:00', price: 1 }] },
  ])('does not understand $list', ({ list }) => {
    expect(readPrices(list)).toBeUndefined();
  });

  it('leaves no gap and lets the earlier of two entries hold', () => {
    const slots = [
      { startMs: 10, endMs: 20, price: 5 },
      { startMs: 15, endMs: 30, price: 7 },
    ];
    expect(segmentsOf(slots, 5, 40).map(({ startMs, price }) => [startMs, price])).toEqual([
      [5, 7],
      [10, 5],
      [20, 7],
      [30, 7],
    ]);
  });

  it('refuses settings that make no sense, and says what would', () => {
    const refused = refusals(
      new Map<string, null | string>([
        ['plan_until', 'soon'],
        ['prices', 'cheap'],
      ]),
    );
    expect([...refused.keys()]).toEqual(['plan_until', 'prices']);
    expect(JSON.stringify(refused.get('plan_until'))).toContain('07:00');
    const torn = new Map<string, string | boolean>([
      ['hands_off', true],
      ['mode', 'pv'],
    ]);
    expect([...refusals(torn).keys()]).toEqual(['hands_off']);
    expect(
      refusals(
        new Map([
          ['plan_until', null],
          ['prices', null],
        ]),
      ).size,
    ).toBe(0);
  });
});

describe('energy count', () => {
  const reading = (s: number, changes = {}) =>
    chargerReading({ measuredAtMs: START_MS + s * 1000, powerW: 3600, ...changes });

  it('prefers the counter of all energy, then that of the session, then the power', () => {
    for (const [changes, chargedWh] of [
      [
        [
          { etoWh: 1000, sessionWh: 5 },
          { etoWh: 1040, sessionWh: 6 },
        ],
        40,
      ],
      [[{ sessionWh: 5 }, { sessionWh: 9 }], 4],
      [[{}, {}], 10],
    ] as const) {
      const count = createEnergyCount();
      changes.forEach((change, index) => {
        count.take(reading(index * 10, change));
      });
      expect(count.chargedWh).toBeCloseTo(chargedWh, 6);
    }
  });

  it('counts what flowed over a restart of the program', () => {
    const first = createEnergyCount();
    first.take(reading(0, { etoWh: 1000 }));
    first.take(reading(10, { etoWh: 1300 }));
    const second = createEnergyCount({ chargedWh: first.chargedWh, begin: first.begin });
    second.take(reading(4000, { etoWh: 2500 }));
    expect(second.chargedWh).toBe(1500);
  });

  it('is not misled by noise, a session that begins anew, and gaps', () => {
    const count = createEnergyCount();
    for (const sessionWh of [500, 499, 500, 2, 4]) count.take(reading(0, { sessionWh }));
    expect(count.chargedWh).toBe(2);
    const byPower = createEnergyCount();
    byPower.take(reading(0));
    byPower.take(reading(3600));
    expect(byPower.chargedWh).toBe(0);
  });
});

describe('memory of a plan', () => {
  it('survives the way to the wire and back', () => {
    const memory = {
      chargedWh: 1234,
      begin: { eto: 99 },
      startedMs: START_MS,
      deadlineMs: START_MS + 1000,
      carPowerW: 7200,
    };
    expect(planMemoryOf(valuesOfPlan(memory))).toEqual(memory);
    expect(planMemoryOf(new Map())).toEqual({ chargedWh: 0, begin: null });
  });
});
