import { describe, expect, it } from 'vitest';
import type { TrackedReading } from '../../../src/ledger/tracking/charger-reading.js';
import { charging, follow, idle, MINUTE_MS, TEN } from './follow.js';

describe('another car', () => {
  const first = [
    idle(),
    charging({ atMs: TEN + 5000 }),
    charging({ atMs: TEN + 60_000, counterWh: 10_800, carWh: 800 }),
  ];

  it('whose counter is lower gets what its counter says, the car before it the rest', () => {
    const later = charging({ atMs: TEN + 60 * MINUTE_MS, counterWh: 12_000, carWh: 300 });
    expect(follow([...first, later]).sessions).toMatchObject([
      { energyWh: 1700, status: 'completed', counterWh: 11_700 },
      { energyWh: 300, status: 'active', startCounterWh: 11_700 },
    ]);
  });

  it('whose counter is higher is found by the sum', () => {
    const later = charging({ atMs: TEN + 600 * MINUTE_MS, counterWh: 21_000, carWh: 9000 });
    expect(follow([...first, later]).sessions).toMatchObject([{ energyWh: 2000 }, { energyWh: 9000 }]);
  });

  it('begins when the charger says', () => {
    const booted = first.map((reading) => ({ ...reading, sinceBootMs: reading.atMs - TEN + 100_000 }));
    const later = charging({
      atMs: TEN + 60 * MINUTE_MS,
      sinceBootMs: 60 * MINUTE_MS + 100_000,
      pluggedInMs: 40 * MINUTE_MS + 100_000,
      counterWh: 10_900,
      carWh: 0,
    });
    expect(follow([...booted, later]).sessions).toMatchObject([
      { endedAtMs: TEN + 40 * MINUTE_MS, energyWh: 900 },
      { startedAtMs: TEN + 40 * MINUTE_MS, energyWh: 0, endedAtMs: null },
    ]);
  });

  it('is known by its plug-in alone where neither car has charged', () => {
    const waiting = (ms: number, pluggedInMs: number) =>
      idle({ atMs: TEN + ms, car: 3, sinceBootMs: 100_000 + ms, pluggedInMs: 100_000 + pluggedInMs });
    const { sessions } = follow([waiting(5000, 1000), waiting(90_000, 1000), waiting(300_000, 200_000)]);
    expect(sessions).toMatchObject([
      { startedAtMs: TEN + 1000, endedAtMs: TEN + 200_000 },
      { startedAtMs: TEN + 200_000, endedAtMs: null },
    ]);
  });

  it('is not made of a counter that begins anew when the cable comes out', () => {
    const out = idle({ atMs: TEN + 70_000, counterWh: 10_810, carWh: 0 });
    expect(follow([...first, out]).sessions).toMatchObject([{ energyWh: 810, status: 'completed' }]);
  });

  it('is not found where the same car went on charging', () => {
    const later = charging({ atMs: TEN + 600 * MINUTE_MS, counterWh: 21_000, carWh: 11_000 });
    expect(follow([...first, later]).sessions).toMatchObject([{ energyWh: 11_000, endedAtMs: null }]);
  });

  it('that came and left unseen has a session', () => {
    const { sessions } = follow([
      idle({ carWh: 777 }),
      idle({ atMs: TEN + 300 * MINUTE_MS, counterWh: 16_000, carWh: 6000 }),
    ]);
    expect(sessions).toMatchObject([
      {
        energyWh: 6000,
        status: 'completed',
        endedAtMs: TEN + 300 * MINUTE_MS,
        chargingMs: expect.any(Number),
      },
    ]);
  });

  it('is not made of a counter that is late', () => {
    const { sessions, charge } = follow([
      ...first,
      idle({ atMs: TEN + 65_000, counterWh: 10_805, carWh: 805 }),
      idle({ atMs: TEN + 70_000, counterWh: 10_810, carWh: 805 }),
    ]);
    expect(sessions).toMatchObject([{ energyWh: 805 }]);
    expect(charge.at(-1)).toMatchObject({ sessionId: null, energyWh: 5 });
  });
});

describe('another charger', () => {
  it.each([
    ['by its serial number', { serial: 'b', counterWh: 30_000 }],
    ['by its counter', { counterWh: 3 }],
  ])('is known %s, and ends the session as it was', (_what, changes) => {
    const { sessions, memory } = follow([
      idle({ serial: 'a' }),
      charging({ atMs: TEN + 5000 }),
      charging({ atMs: TEN + 10_000, counterWh: 10_005, carWh: 5 }),
      idle({ atMs: TEN + 90 * MINUTE_MS, ...changes }),
    ]);
    expect(sessions).toMatchObject([{ status: 'stopped', endedAtMs: TEN + 10_000, energyWh: 5 }]);
    expect(memory.last).toMatchObject({ counterWh: changes.counterWh });
  });

  it('is known by a counter that leaps further than any charger could charge', () => {
    const { sessions } = follow([
      idle({ sinceBootMs: 100_000 }),
      charging({ atMs: TEN + 5000, sinceBootMs: 105_000 }),
      charging({ atMs: TEN + 10_000, sinceBootMs: 110_000, counterWh: 10_005, carWh: 5 }),
      charging({ atMs: TEN + 15_000, sinceBootMs: 115_000, counterWh: 999_000, carWh: 10 }),
    ]);
    expect(sessions).toMatchObject([
      { status: 'stopped', energyWh: 5 },
      { status: 'active', energyWh: 10 },
    ]);
  });

  it('is not a counter that is empty for a moment after a start', () => {
    const { sessions } = follow([
      idle({ boots: 1, sinceBootMs: 100_000 }),
      charging({ atMs: TEN + 5000, boots: 1, sinceBootMs: 105_000, carWh: 5, counterWh: 10_005 }),
      charging({ atMs: TEN + 30_000, boots: 2, sinceBootMs: 1000, carWh: 0, counterWh: 0 }),
      charging({ atMs: TEN + 32_000, boots: 2, sinceBootMs: 3000, carWh: 2, counterWh: 10_007 }),
    ]);
    expect(sessions).toMatchObject([{ status: 'active', energyWh: 7 }]);
  });

  it('is not a counter that falls a little', () => {
    const { sessions } = follow([
      idle(),
      charging({ atMs: TEN + 5000, counterWh: 10_010 }),
      charging({ atMs: TEN + 10_000, counterWh: 10_007 }),
      charging({ atMs: TEN + 15_000, counterWh: 10_012 }),
    ]);
    expect(sessions).toMatchObject([{ energyWh: 12, endedAtMs: null }]);
  });
});

describe('a charger without the counter of all energy', () => {
  const without = ({ counterWh: _, ...reading }: TrackedReading): TrackedReading => reading;

  it('is counted by that of the car', () => {
    const { sessions } = follow(
      [
        idle(),
        charging({ atMs: TEN + 5000, carWh: 3 }),
        charging({ atMs: TEN + 10_000, carWh: 8 }),
        charging({ atMs: TEN + 15_000, carWh: 7.5 }),
        charging({ atMs: TEN + 20_000, carWh: 12 }),
        idle({ atMs: TEN + 25_000, carWh: 12 }),
      ].map(without),
    );
    expect(sessions).toMatchObject([{ energyWh: 12, startCounterWh: null, counterWh: null }]);
  });

  it('or by its power, as long as somebody looks', () => {
    const blind = ({ carWh: _, ...reading }: TrackedReading): TrackedReading =>
      without(reading as TrackedReading);
    const { sessions } = follow(
      [
        idle(),
        charging({ atMs: TEN + 5000 }),
        charging({ atMs: TEN + 15_000 }),
        charging({ atMs: TEN + 99_000 }),
      ].map(blind),
    );
    expect(sessions[0]?.energyWh).toBeCloseTo(12.5);
  });

  it('for a while is counted once all the same', () => {
    const { sessions } = follow([
      idle(),
      charging({ atMs: TEN + 5000, counterWh: 10_010, carWh: 10 }),
      without(charging({ atMs: TEN + 10_000, carWh: 20 })),
      charging({ atMs: TEN + 15_000, counterWh: 10_030, carWh: 30 }),
    ]);
    expect(sessions).toMatchObject([{ energyWh: 30 }]);
  });
});
