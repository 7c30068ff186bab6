import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, createWander } from '../../src/simulator/random.js';

function draw(seed: number, stream: string, count = 20): number[] {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, () => random.uniform());
}

describe('random numbers', () => {
  test('the same seed and stream give the same numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, stream) => {
        expect(draw(seed, stream)).toEqual(draw(seed, stream));
      }),
    );
  });

  test('another seed or another stream gives other numbers', () => {
    expect(draw(1, 'clouds')).not.toEqual(draw(2, 'clouds'));
    expect(draw(1, 'clouds')).not.toEqual(draw(1, 'household'));
  });

  test('all values stay within their bounds', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = createRandom(seed, 'bounds');
        for (let n = 0; n < 100; n++) {
          expect(random.uniform()).toSatisfy((value: number) => value >= 0 && value < 1);
          expect(random.between(-3, 5)).toSatisfy((value: number) => value >= -3 && value < 5);
          expect(Math.abs(random.bell())).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  test('uniform values have the mean and bell values the spread that they promise', () => {
    const random = createRandom(7, 'statistics');
    const uniform = Array.from({ length: 20_000 }, () => random.uniform());
    const bell = Array.from({ length: 20_000 }, () => random.bell());
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(mean(bell)).toBeCloseTo(0, 1);
    expect(Math.sqrt(mean(bell.map((value) => value ** 2)))).toBeCloseTo(1, 1);
  });

  test('a wandering value keeps its spread and changes little from second to second', () => {
    const wander = createWander(createRandom(3, 'wander'), 10, 60);
    const values = Array.from({ length: 20_000 }, () => wander.next());
    const spread = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
    expect(spread).toBeGreaterThan(7);
    expect(spread).toBeLessThan(13);
    const steps = values.slice(1).map((value, n) => Math.abs(value - (values[n] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(10);
  });
});
