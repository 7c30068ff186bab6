import { describe, expect, it } from 'vitest';
import { followMeter, type GridLook, gridLook } from '../../../src/ledger/tracking/meter-tracker.js';
import { utcDay } from './kept-ledger.js';

const TEN = Date.UTC(2026, 5, 21, 10);
const look = (changes: Partial<GridLook> = {}): GridLook => ({
  atMs: TEN,
  gridPowerW: null,
  importWh: null,
  exportWh: null,
  productionW: null,
  ...changes,
});
const follow = (last: GridLook | null, next: GridLook) => followMeter(last, next, 'meter', utcDay);

describe('followMeter', () => {
  it('counts by the counters', () => {
    const last = look({ importWh: 1000, exportWh: 500, gridPowerW: 9999 });
    expect(follow(last, look({ atMs: TEN + 2000, importWh: 1003, exportWh: 501, gridPowerW: 9999 }))).toEqual(
      [{ meterId: 'meter', slotMs: TEN, day: '2026-06-21', importWh: 3, exportWh: 1, productionWh: null }],
    );
  });

  it('recovers a gap from the counters, evenly over its quarters of an hour', () => {
    const last = look({ importWh: 1000, exportWh: 0 });
    const rows = follow(last, look({ atMs: TEN + 3_600_000, importWh: 1400, exportWh: 40 }));
    expect(rows.map(({ importWh, exportWh }) => [importWh, exportWh])).toEqual(
      Array.from({ length: 4 }, () => [100, 10]),
    );
  });

  it('adds power up where there are no counters, but not over a gap', () => {
    const last = look({ gridPowerW: 3600 });
    expect(follow(last, look({ atMs: TEN + 10_000, gridPowerW: -3600 }))[0]).toMatchObject({
      importWh: 5,
      exportWh: 5,
    });
    expect(follow(last, look({ atMs: TEN + 120_000, gridPowerW: 3600 }))).toEqual([]);
  });

  it('writes down what the roof makes, where somebody tells', () => {
    const last = look({ importWh: 0, productionW: 7200 });
    expect(follow(last, look({ atMs: TEN + 10_000, importWh: 0, productionW: 7200 }))[0]).toMatchObject({
      productionWh: 20,
    });
  });

  it('counts nothing for another meter, for the first look, and for a look that comes twice', () => {
    const last = look({ importWh: 5000 });
    expect(follow(last, look({ atMs: TEN + 2000, importWh: 10 }))).toEqual([]);
    expect(follow(null, last)).toEqual([]);
    expect(follow(last, last)).toEqual([]);
  });

  it('counts on when the clock is set back', () => {
    const rows = follow(look({ importWh: 5000 }), look({ atMs: TEN - 3_600_000, importWh: 5002 }));
    expect(rows).toMatchObject([{ slotMs: TEN - 3_600_000, importWh: 2 }]);
  });
});

describe('gridLook', () => {
  it('reads the counters of one tariff or two', () => {
    const snapshot = { '1.8.1': 100, '1.8.2': 20, '2.8.0': 7 };
    expect(gridLook(snapshot, undefined, TEN, undefined)).toEqual(look({ importWh: 120, exportWh: 7 }));
    expect(gridLook({ ...snapshot, '1.8.0': 121 }, undefined, TEN, 800)).toEqual(
      look({ importWh: 121, exportWh: 7, productionW: 800 }),
    );
    expect(gridLook({ '1.8.0': 'x' }, undefined, TEN, undefined)).toEqual(look());
  });
});
