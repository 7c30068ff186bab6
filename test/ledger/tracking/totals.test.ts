import { describe, expect, it } from 'vitest';
import { addToTotals, NO_TOTALS, totalsOn } from '../../../src/ledger/tracking/totals.js';

const row = (day: string, energyWh: number) => ({
  chargePointId: 'charger',
  sessionId: null,
  slotMs: 0,
  day,
  energyWh,
  solarWh: energyWh,
  gridWh: 0,
  batteryWh: 0,
});

describe('totals', () => {
  it('count the day and the month, each energy where it belongs', () => {
    const before = addToTotals(NO_TOTALS, [row('2026-06-20', 5), row('2026-05-31', 100)], '2026-06-20');
    const { day, today, month } = addToTotals(
      before,
      [row('2026-06-20', 1), row('2026-06-21', 2)],
      '2026-06-21',
    );
    expect({ day, today: today.energyWh, month: month.energyWh }).toEqual({
      day: '2026-06-21',
      today: 2,
      month: 8,
    });
  });

  it('begin anew with the day and the month', () => {
    const totals = addToTotals(NO_TOTALS, [row('2026-06-30', 5)], '2026-06-30');
    expect(totalsOn('2026-06-30', totals)).toBe(totals);
    expect(totalsOn('2026-07-01', totals)).toMatchObject({ today: { energyWh: 0 }, month: { energyWh: 0 } });
  });
});
