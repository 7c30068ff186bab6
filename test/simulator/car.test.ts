import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCar, DEFAULT_CAR, MIN_CURRENT_A } from '../../src/simulator/car.js';

/** Currents of the seconds in which these were offered; energy as on three phases of 230 V. */
function run(car: ReturnType<typeof createCar>, offersA: readonly (number | null)[]): number[] {
  return offersA.map((offeredA) => {
    const currentA = car.step(offeredA);
    car.store(currentA * 690);
    return currentA;
  });
}

const seconds = (count: number, offeredA: number | null) => new Array<number | null>(count).fill(offeredA);

describe('a car', () => {
  test('starts after its reaction time and ramps up', () => {
    expect(run(createCar(DEFAULT_CAR), seconds(12, 10))).toEqual([0, 0, 0, 0, 0, 2, 4, 6, 8, 10, 10, 10]);
  });

  test('goes down sooner than up, and faster', () => {
    const car = createCar(DEFAULT_CAR);
    run(car, seconds(30, 16));
    expect(run(car, seconds(7, 8))).toEqual([16, 16, 16, 12, 8, 8, 8]);
    expect(run(car, seconds(8, 11))).toEqual([8, 8, 8, 8, 8, 10, 11, 11]);
  });

  test.each([5.9, 3, 0])('refuses %s A', (offeredA) => {
    expect(Math.max(...run(createCar(DEFAULT_CAR), seconds(30, offeredA)))).toBe(0);
  });

  test('stops at once when the contactor opens, and waits again afterwards', () => {
    const car = createCar(DEFAULT_CAR);
    run(car, seconds(30, 16));
    expect(run(car, seconds(2, null))).toEqual([0, 0]);
    expect(run(car, seconds(5, 16))).toEqual([0, 0, 0, 0, 0]);
  });

  test('takes less and less at the end and then nothing', () => {
    const car = createCar({ ...DEFAULT_CAR, capacityWh: 10_000, chargedWh: 9_300 });
    const currentsA = run(car, seconds(600, 16));
    expect(Math.max(...currentsA)).toBe(16);
    expect(currentsA).toContainEqual(expect.toSatisfy((amps: number) => amps > 6 && amps < 12));
    expect(car.full).toBe(true);
    expect(car.chargedWh).toBe(10_000);
    expect(car.step(16)).toBe(0);
  });

  test('can be driven, and then charged again', () => {
    const car = createCar({ ...DEFAULT_CAR, capacityWh: 5_000, chargedWh: 5_000 });
    car.drive(8_000);
    expect(car.chargedWh).toBe(0);
    expect(Math.max(...run(car, seconds(20, 16)))).toBe(16);
  });

  test('never takes more than it is offered or can, and never between 0 and 6 A but on its way', () => {
    const offers = fc.array(fc.integer({ min: 0, max: 32 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(offers, fc.integer({ min: 6, max: 32 }), (offersA, maxA) => {
        const car = createCar({ ...DEFAULT_CAR, maxA });
        const currentsA = run(car, offersA);
        expect(Math.max(...currentsA)).toBeLessThanOrEqual(Math.min(maxA, Math.max(...offersA)));
        const settled = run(car, seconds(30, offersA.at(-1) ?? 0)).at(-1);
        const lastA = offersA.at(-1) ?? 0;
        expect(settled).toBe(lastA < MIN_CURRENT_A ? 0 : Math.min(lastA, maxA));
      }),
    );
  });
});
