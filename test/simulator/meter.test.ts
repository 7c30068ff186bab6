import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMeter, DEFAULT_METER, type Meter, OBIS_CODES } from '../../src/simulator/meter.js';

const START_S = 1_757_053_304;

function run(meter: Meter, powersW: readonly number[], hour = 12): Meter {
  powersW.forEach((powerW, s) => {
    meter.step(START_S + s, powerW, hour);
  });
  return meter;
}

describe('the meter', () => {
  test('measures at its period and delivers at its age', () => {
    const meter = createMeter({ ...DEFAULT_METER, periodS: 2, ageS: 1 }, START_S);
    const seen = [100, 101, 102, 103, 104].map((powerW, s) => {
      meter.step(START_S + s, powerW, 12);
      return [meter.reading.timestampS - START_S, meter.reading.values['1.7.0']];
    });
    expect(seen).toEqual([
      [0, 0],
      [0, 100],
      [0, 100],
      [2, 102],
      [2, 102],
    ]);
  });

  test('counts import and export in whole watt-hours, each on its register', () => {
    const options = { ...DEFAULT_METER, periodS: 1, ageS: 0, importWh: 1000, exportWh: 500 };
    const meter = run(createMeter(options, START_S), [
      ...new Array(3600).fill(1500),
      ...new Array(1800).fill(-4000),
    ]);
    expect(meter.reading.values).toEqual({
      '1.7.0': -4000,
      '1.8.0': 2500,
      '1.8.1': 2500,
      '1.8.2': 0,
      '2.8.0': 2500,
    });
  });

  test('with two tariffs the night counts on 1.8.2', () => {
    const options = { ...DEFAULT_METER, periodS: 1, ageS: 0, importWh: 0, tariffs: 2 as const };
    const night = run(createMeter(options, START_S), new Array(3600).fill(720), 23);
    expect(night.reading.values).toMatchObject({ '1.8.0': 720, '1.8.1': 0, '1.8.2': 720 });
    const day = run(createMeter(options, START_S), new Array(3600).fill(720), 6);
    expect(day.reading.values).toMatchObject({ '1.8.0': 720, '1.8.1': 720, '1.8.2': 0 });
  });

  test('counters never fall, are whole numbers, and the tariffs add up', () => {
    const powersW = fc.array(fc.integer({ min: -10_000, max: 20_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        powersW,
        fc.constantFrom(1, 2),
        fc.double({ min: 0, max: 24, noNaN: true }),
        (all, tariffs, hour) => {
          const meter = createMeter({ ...DEFAULT_METER, tariffs: tariffs === 1 ? 1 : 2 }, START_S);
          let before = meter.reading;
          all.forEach((powerW, s) => {
            meter.step(START_S + s, powerW, hour);
            const { values, timestampS } = meter.reading;
            expect(timestampS).toBeGreaterThanOrEqual(before.timestampS);
            for (const code of OBIS_CODES) expect(values[code]).toSatisfy(Number.isInteger);
            for (const code of ['1.8.0', '1.8.1', '1.8.2', '2.8.0'] as const) {
              expect(values[code]).toBeGreaterThanOrEqual(before.values[code]);
            }
            const difference = values['1.8.0'] - values['1.8.1'] - values['1.8.2'];
            expect(difference === 0 || difference === 1).toBe(true);
            before = meter.reading;
          });
        },
      ),
    );
  });
});
