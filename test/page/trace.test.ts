import { describe, expect, test } from 'vitest';
import { linesOf, switchesOf, type TraceMinute } from '../../src/page/trace.js';

const BEGIN_S = Date.parse('2026-06-21T10:00:00Z') / 1000;

const at = (minute: number, members: Partial<TraceMinute> = {}): TraceMinute => ({
  start: new Date((BEGIN_S + minute * 60) * 1000).toISOString(),
  ...{ grid_kw: -0.5, car_kw: 4, solar_kw: 3, set_point_a: 6, phases: 3 },
  ...members,
});

describe('the lines of a day', () => {
  test('end with the last minute of a stretch, and begin again after a gap', () => {
    const [times, car, sun, grid, amps] = linesOf([at(0), at(1, { grid_kw: null }), at(5, { car_kw: 1 })]);
    expect(times?.map((time) => time - BEGIN_S)).toEqual([0, 60, 119, 120, 300, 359]);
    expect(car).toEqual([4, 4, 4, null, 1, 1]);
    expect(sun).toEqual([3, 3, 3, null, 3, 3]);
    expect(grid).toEqual([-0.5, null, null, null, -0.5, -0.5]);
    expect(amps).toEqual([6, 6, 6, null, 6, 6]);
  });

  test('are empty without a minute', () => {
    expect(linesOf([])).toEqual([[], [], [], [], []]);
  });
});

describe('phase switches', () => {
  const phases = (...counts: readonly number[]) =>
    counts.map((count, minute) => at(minute, { phases: count }));

  test.each([
    ['none at the start of charging', phases(0, 3, 3, 0), []],
    ['one while charging', phases(1, 3, 3), [{ minute: 1, from: 1, to: 3 }]],
    ['one over a pause', phases(3, 0, 0, 1), [{ minute: 3, from: 3, to: 1 }]],
    [
      'there and back',
      phases(1, 3, 1),
      [
        { minute: 1, from: 1, to: 3 },
        { minute: 2, from: 3, to: 1 },
      ],
    ],
    ['none between two cars', [at(0, { phases: 1 }), at(9, { phases: 3 })], []],
  ])('%s', (_what, minutes, wanted) => {
    const seen = switchesOf(minutes).map(({ at: time, ...rest }) => ({
      minute: (time - BEGIN_S) / 60,
      ...rest,
    }));
    expect(seen).toEqual(wanted);
  });
});
