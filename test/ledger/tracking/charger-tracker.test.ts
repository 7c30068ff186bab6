import { describe, expect, it } from 'vitest';
import { BOUGHT } from '../../../src/ledger/tracking/energy-shares.js';
import { charging, follow, idle, MINUTE_MS, SUN, TEN } from './follow.js';
import { utcDay } from './kept-ledger.js';

describe('a visit of a car', () => {
  it('is a session from the plug-in to the unplugging', () => {
    const { sessions, memory } = follow([
      idle(),
      charging({ atMs: TEN + 5000 }),
      charging({ atMs: TEN + 15_000, counterWh: 10_010, carWh: 10 }),
      charging({ atMs: TEN + 25_000, counterWh: 10_020, carWh: 20, car: 4, powerW: 0 }),
      idle({ atMs: TEN + 85_000, counterWh: 10_020, carWh: 20 }),
    ]);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({
      id: 'sess_0',
      transactionId: 'txn_1',
      chargePointId: 'charger',
      startedAtMs: TEN + 5000,
      endedAtMs: TEN + 85_000,
      status: 'completed',
      energyWh: 20,
      gridWh: 20,
      solarWh: 0,
      // The first five seconds are those in which it began.
      chargingMs: 20_000,
      lastEnergyAtMs: TEN + 25_000,
      maxPowerW: 3600,
      startCounterWh: 10_000,
      counterWh: 10_020,
    });
    expect(memory.session).toBeNull();
    expect(memory.lastSession).toEqual(sessions[0]);
    expect(memory.totals).toMatchObject({ day: '2026-06-21', today: { energyWh: 20 } });
  });

  it('belongs to the card that pays, also if it is shown later', () => {
    const { sessions } = follow([
      idle(),
      charging({ atMs: TEN + 5000, car: 3 }),
      charging({ atMs: TEN + 9000, userId: 'Anna' }),
      charging({ atMs: TEN + 10_000 }),
    ]);
    expect(sessions[0]).toMatchObject({ userId: 'Anna', status: 'active' });
  });

  it('that began before anybody looked counts as bought, from when the charger says', () => {
    const { sessions, charge } = follow([
      charging({
        carWh: 900,
        counterWh: 10_900,
        sinceBootMs: 9_000_000,
        pluggedInMs: 9_000_000 - 30 * MINUTE_MS,
      }),
    ]);
    expect(sessions[0]).toMatchObject({
      startedAtMs: TEN - 30 * MINUTE_MS,
      energyWh: 900,
      gridWh: 900,
      startCounterWh: 10_000,
    });
    expect(charge.map(({ slotMs, energyWh }) => [slotMs, energyWh])).toEqual([
      [TEN - 30 * MINUTE_MS, 450],
      [TEN - 15 * MINUTE_MS, 450],
    ]);
  });

  it('goes on through errors and unknown states of the charger', () => {
    const { sessions } = follow([
      idle(),
      charging({ atMs: TEN + 5000 }),
      charging({ atMs: TEN + 10_000, car: 5, powerW: 0, counterWh: 10_004 }),
      charging({ atMs: TEN + 12_000, car: null }),
      charging({ atMs: TEN + 14_000, car: 0 }),
      charging({ atMs: TEN + 15_000, counterWh: 10_006, carWh: 6 }),
    ]);
    expect(sessions).toMatchObject([{ energyWh: 6, endedAtMs: null }]);
  });

  it('goes on while the charger lets the car believe that it was unplugged', () => {
    const { sessions } = follow([
      idle(),
      charging({ atMs: TEN + 5000 }),
      idle({ atMs: TEN + 10_000, modelStatus: 22 }),
      charging({ atMs: TEN + 20_000, counterWh: 10_006, carWh: 6 }),
    ]);
    expect(sessions).toMatchObject([{ energyWh: 6, endedAtMs: null }]);
  });

  it('goes on over a reboot that makes the counter of the car begin anew', () => {
    const { sessions } = follow([
      idle({ boots: 1, sinceBootMs: 500_000 }),
      charging({ atMs: TEN + 5000, boots: 1, sinceBootMs: 505_000 }),
      charging({ atMs: TEN + 60_000, boots: 1, sinceBootMs: 560_000, counterWh: 10_100, carWh: 100 }),
      idle({ atMs: TEN + 120_000, boots: 2, sinceBootMs: 3000, counterWh: 10_150 }),
      charging({ atMs: TEN + 140_000, boots: 2, sinceBootMs: 23_000, counterWh: 10_160, carWh: 10 }),
    ]);
    expect(sessions).toMatchObject([{ energyWh: 160, endedAtMs: null }]);
  });
});

describe('the sun’s part', () => {
  it('is taken second by second, between the shares at either end', () => {
    const readings = [
      idle(),
      charging({ atMs: TEN + 1000 }),
      charging({ atMs: TEN + 11_000, counterWh: 10_010 }),
      charging({ atMs: TEN + 21_000, counterWh: 10_020 }),
    ];
    const { sessions } = follow(readings, { shares: [SUN, SUN, SUN, BOUGHT] });
    expect(sessions[0]).toMatchObject({ energyWh: 20, solarWh: 15, gridWh: 5, batteryWh: 0 });
  });

  it('is nothing in a gap', () => {
    const readings = [charging({}), charging({ atMs: TEN + 61_000, counterWh: 10_060, carWh: 60 })];
    expect(follow(readings, { shares: [SUN, SUN] }).sessions[0]).toMatchObject({ solarWh: 0, gridWh: 60 });
  });
});

describe('energy by time', () => {
  it('is spread over the quarters of an hour and the local days of a gap', () => {
    const midnight = Date.UTC(2026, 5, 21, 22);
    const inBerlin = (ms: number) => utcDay(ms + 2 * 3_600_000);
    const { charge, memory } = follow(
      [
        charging({ atMs: midnight - 15 * MINUTE_MS }),
        charging({ atMs: midnight + 15 * MINUTE_MS, counterWh: 11_000, carWh: 1000 }),
      ],
      { dayOf: inBerlin },
    );
    expect(charge).toMatchObject([
      { slotMs: midnight - 15 * MINUTE_MS, day: '2026-06-21', energyWh: 500, sessionId: 'sess_0' },
      { slotMs: midnight, day: '2026-06-22', energyWh: 500, sessionId: 'sess_0' },
    ]);
    expect(memory.totals).toMatchObject({ today: { energyWh: 500 }, month: { energyWh: 1000 } });
  });

  it('does not care for a wall clock that is set on or back', () => {
    const booted = (atMs: number, sinceBootMs: number, wh: number) =>
      charging({ atMs, sinceBootMs, counterWh: 10_000 + wh, carWh: wh });
    const { sessions } = follow([
      booted(TEN, 1_000_000, 0),
      booted(TEN + 10_000, 1_010_000, 10),
      booted(TEN + 3_620_000, 1_020_000, 20),
      booted(TEN + 30_000, 1_030_000, 30),
    ]);
    expect(sessions).toMatchObject([{ chargingMs: 30_000, energyWh: 30 }]);
  });
});
