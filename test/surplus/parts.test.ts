import { describe, expect, it } from 'vitest';
import { createCarModel } from '../../src/surplus/car-model.js';
import { createCarPowerHistory } from '../../src/surplus/car-power-history.js';
import { createCommandDesk } from '../../src/surplus/command-desk.js';
import { highestCurrentA, possibleWays, withinRoom } from '../../src/surplus/limits.js';
import { createMeterDelay } from '../../src/surplus/meter-delay.js';
import { createResponse } from '../../src/surplus/response.js';
import { setPointFor } from '../../src/surplus/set-point.js';
import { DEFAULT_SETTINGS } from '../../src/surplus/settings.js';
import { createShortForecast } from '../../src/surplus/short-forecast.js';
import { createSurplusModel } from '../../src/surplus/surplus-model.js';
import { solveWayValues } from '../../src/surplus/way-values.js';
import { weightsOf } from '../../src/surplus/weights.js';
import { chargerReading, START_MS } from './fixtures.js';

const at = (seconds: number) => START_MS + seconds * 1000;

describe('meter delay', () => {
  it('learns age and period, and takes the same time again as no new reading', () => {
    const delay = createMeterDelay();
    for (let s = 0; s <= 100; s += 10) delay.take(at(s), at(s + 12));
    delay.take(at(100), at(130));
    expect([delay.ageS, delay.periodS]).toEqual([12, 10]);
    expect(delay.overdueS(at(122))).toBe(0);
    expect(delay.overdueS(at(152))).toBe(30);
  });
});

describe('car power history', () => {
  it('knows no power while it was moving', () => {
    const history = createCarPowerHistory();
    for (let s = 0; s < 30; s++) history.take(at(s), s < 10 ? 1380 : 2300);
    expect([history.powerAt(at(5)), history.powerAt(at(10)), history.powerAt(at(20))]).toEqual([
      1380,
      undefined,
      2300,
    ]);
  });
});

describe('limits', () => {
  it.each([
    { changes: {}, highest: 16 },
    { changes: { ama: 10 }, highest: 10 },
    { changes: { cbl: 13 }, highest: 13 },
    { changes: { amt: 8 }, highest: 8 },
    { changes: { tcl: 7 }, highest: 7 },
    { changes: { variantKw: 22, ama: 32 }, highest: 32 },
    { changes: { variantKw: 22, ama: 32, adi: true }, highest: 16 },
  ])('$changes allow $highest A', ({ changes, highest }) => {
    expect(highestCurrentA(chargerReading(changes), DEFAULT_SETTINGS)).toBe(highest);
  });

  it('uses measured voltages, the owner’s phases and the car’s', () => {
    const car = createCarModel();
    const reading = chargerReading({ voltagesV: [231, 228, 235] });
    expect(possibleWays(reading, car, DEFAULT_SETTINGS).three?.wattsPerA).toBe(694);
    expect(possibleWays(reading, car, { ...DEFAULT_SETTINGS, phasePolicy: 1 }).three).toBeUndefined();
    expect(possibleWays(reading, car, { ...DEFAULT_SETTINGS, maxCurrentA: 5 })).toEqual({});
  });

  it('takes a way away when the house’s limit leaves less than the minimum', () => {
    const ways = possibleWays(chargerReading(), createCarModel(), DEFAULT_SETTINGS);
    const allowed = withinRoom(ways, 3500);
    expect([allowed.one?.maxA, allowed.three]).toEqual([15, undefined]);
  });
});

describe('car model', () => {
  it('learns that the car takes less, and uses one phase', () => {
    const car = createCarModel();
    for (let s = 0; s < 20; s++) {
      car.take(chargerReading({ car: 2, measuredAtMs: at(s), currentsA: [13, 0, 0] }), 16, 3);
    }
    expect([car.maxA, car.phases]).toEqual([13, 1]);
    car.forget();
    expect([car.maxA, car.phases]).toEqual([Number.POSITIVE_INFINITY, undefined]);
  });
});

describe('response', () => {
  it('measures how long a new current takes', () => {
    const response = createResponse();
    const show = (s: number, amps: number) =>
      response.take(
        chargerReading({ measuredAtMs: at(s), powerW: amps * 230, currentsA: [amps, 0, 0] }),
        Number.POSITIVE_INFINITY,
      );
    show(0, 6);
    response.begin('current', at(1), 10);
    for (let s = 2; s < 11; s++) show(s, 6);
    expect(response.settledAtMs).toBeUndefined();
    show(11, 10);
    expect(response.settledAtMs).toBe(at(11));
    expect(response.usualS.current).toBe(7);
  });

  it('gives up on a change that the car ignores', () => {
    const response = createResponse();
    response.begin('current', at(0), 16);
    response.take(chargerReading({ measuredAtMs: at(40) }), Number.POSITIVE_INFINITY);
    expect([response.ignored, response.settledAtMs]).toEqual([1, at(40)]);
  });
});

describe('set-points', () => {
  it.each([
    { wish: { charge: false } as const, changes: {}, keys: {} },
    {
      wish: { charge: true, currentA: 8, phases: 3 } as const,
      changes: {},
      keys: { psm: 2, amp: 8, frc: 2 },
    },
    { wish: { charge: true, currentA: 6 } as const, changes: { frc: 0 }, keys: {} },
    { wish: { charge: false } as const, changes: { frc: 2 }, keys: { frc: 1 } },
  ])('write only what differs: $keys', ({ wish, changes, keys }) => {
    expect(setPointFor(wish, chargerReading(changes))).toEqual(keys);
  });

  it('switch phases with fsp on chargers without psm', () => {
    const { psm: _psm, ...reading } = chargerReading({ fsp: true, frc: 2 });
    expect(setPointFor({ charge: true, currentA: 6, phases: 3 }, reading)).toEqual({ fsp: false });
  });
});

describe('command desk', () => {
  it('waits for confirmation and five seconds', () => {
    const desk = createCommandDesk();
    desk.send({ amp: 9 }, at(0));
    expect([desk.isPending, desk.readyAtMs]).toEqual([true, at(5)]);
    expect(desk.takeReading(chargerReading({ amp: 9 }), at(2))).toBeUndefined();
    expect(desk.isPending).toBe(false);
  });

  it('gives up on a command that is never confirmed', () => {
    const desk = createCommandDesk();
    desk.send({ amp: 9 }, at(0));
    desk.takeReading(chargerReading(), at(16));
    expect([desk.isPending, desk.trouble]).toEqual([false, 'the charger did not show the new value']);
  });

  it('does not take the fall of frc on unplugging for a turned knob', () => {
    const desk = createCommandDesk();
    desk.takeReading(chargerReading({ frc: 2, car: 2 }), at(0));
    expect(desk.takeReading(chargerReading({ frc: 0, car: 1 }), at(1))).toBeUndefined();
    expect(desk.takeReading(chargerReading({ frc: 0, car: 1, amp: 12 }), at(2))).toEqual({
      key: 'amp',
      value: 12,
    });
  });

  it('forgets a failure when the command takes effect after all', () => {
    const desk = createCommandDesk();
    desk.send({ amp: 14 }, at(0));
    desk.takeResult({ ok: false, message: 'unreachable' }, at(1));
    desk.takeReading(chargerReading({ amp: 9 }), at(2));
    expect(desk.trouble).toBe('unreachable');
    desk.takeReading(chargerReading({ amp: 14 }), at(3));
    expect(desk.trouble).toBeUndefined();
    desk.send({ amp: 10 }, at(20));
    desk.takeResult({ ok: false, message: 'unreachable' }, at(21));
    expect(desk.readyAtMs).toBe(at(31));
  });
});

describe('short forecast', () => {
  it('learns that trends last, and how wrong it is', () => {
    const forecast = createShortForecast();
    for (let s = 0; s < 1200; s += 2) forecast.take(at(s), 2000 + 2500 * Math.sin(s / 60), 20);
    expect(forecast.trendShare).toBeGreaterThan(0.6);
    expect(forecast.errorsW[0]).toBeLessThan(forecast.errorsW.at(-1) ?? 0);
  });

  it('begins anew with a step, instead of drawing a line through it', () => {
    const forecast = createShortForecast();
    for (let s = 0; s < 120; s += 2) forecast.take(at(s), 5000, 20);
    forecast.take(at(120), 3000, 20);
    expect([forecast.levelW, forecast.expectedW(20)]).toEqual([3000, 3000]);
  });

  it('sees within ten seconds that a cloud has come', () => {
    const forecast = createShortForecast();
    for (let s = 0; s < 120; s += 2) forecast.take(at(s), 5000, 20);
    for (let s = 0; s <= 10; s += 2) forecast.take(at(120 + s), 5000 - 50 * s, 20);
    expect(forecast.levelW).toBeLessThan(4700);
    expect(forecast.expectedW(20)).toBeLessThan(4450);
  });
});

describe('weights', () => {
  it.each([
    { changes: {}, weight: 1.5, rounding: 2 },
    { changes: { carEnergyValuePerKwh: 0.3 }, weight: 0.136, rounding: 0.182 },
    { changes: { carEnergyValuePerKwh: 0.08 }, weight: 12, rounding: 12 },
    { changes: { profile: 'never_import' } as const, weight: 12, rounding: 12 },
    { changes: { profile: 'gentle' } as const, weight: 1.5, rounding: 2 },
  ])(
    '$changes weigh import $weight times, for an ampere $rounding times',
    ({ changes, weight, rounding }) => {
      const weights = weightsOf({ ...DEFAULT_SETTINGS, ...changes });
      expect(weights.importWeight).toBeCloseTo(weight, 3);
      expect(weights.roundingWeight).toBeCloseTo(rounding, 3);
    },
  );
});

describe('way values', () => {
  const solve = (driftW: number) =>
    solveWayValues({
      ranges: possibleWays(chargerReading(), createCarModel(), DEFAULT_SETTINGS),
      mayStop: true,
      weights: weightsOf(DEFAULT_SETTINGS),
      lost: { startS: 12, phaseSwitchS: 36 },
      jumps: createSurplusModel().jumps(),
      drift: () => driftW,
    });
  const values = solve(0);
  const best = (from: 'off' | 'one' | 'three', surplusW: number) => {
    const worths = values.worths(from, surplusW, surplusW);
    return (['off', 'one', 'three'] as const).reduce((a, b) => (worths[b] > worths[a] ? b : a));
  };

  it.each([
    { surplusW: 0, from: 'off', way: 'off' },
    { surplusW: 0, from: 'one', way: 'off' },
    { surplusW: 2500, from: 'off', way: 'one' },
    { surplusW: 7000, from: 'one', way: 'three' },
    { surplusW: 2000, from: 'three', way: 'one' },
    { surplusW: 4000, from: 'one', way: 'one' },
    { surplusW: 4000, from: 'three', way: 'three' },
  ] as const)('with $surplusW W lasting, from $from to $way', ({ surplusW, from, way }) => {
    expect(best(from, surplusW)).toBe(way);
  });

  const bestInDip = (ending: number) => {
    const worths = values.worths('three', 3000, 4800, { depthW: 2000, endings: Array(15).fill(ending) });
    return worths.three > worths.one ? 'three' : 'one';
  };

  it.each([
    { ending: 0.5, way: 'three' },
    { ending: 0, way: 'one' },
  ])(
    'in a dip that ends with the chance $ending a minute, stay on three phases or leave: $way',
    ({ ending, way }) => {
      expect(bestInDip(ending)).toBe(way);
    },
  );

  it.each([
    { driftW: -60, surplusW: 1100, way: 'off' },
    { driftW: 0, surplusW: 1100, way: 'one' },
    { driftW: 0, surplusW: 970, way: 'off' },
    { driftW: 60, surplusW: 970, way: 'one' },
  ] as const)('with $surplusW W that move by $driftW W a minute: $way', ({ driftW, surplusW, way }) => {
    const worths = solve(driftW).worths('off', surplusW, surplusW - 10 * driftW);
    expect(worths.one > worths.off ? 'one' : 'off').toBe(way);
  });

  it('charging is worth the more, the more the surplus is to rise', () => {
    const rising = [-60, -20, 0, 5, 60].map(solve);
    for (const surplusW of [0, 1400, 3000, 5000, 8000]) {
      const worths = rising.map((solved) => solved.worths('one', surplusW, surplusW).one);
      expect(worths).toEqual(worths.toSorted((a, b) => a - b));
    }
  });
});
