import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChargeIncrement, EnergyMix, GridIncrement } from '../../../src/ledger/session.js';
import type { EnergyRow } from '../../../src/ledger/store/port.js';
import { chargeOf, gridOf, MONDAY_MS, QUARTER_MS } from './samples.js';
import { openStore, PLACES } from './support.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const EVER = { fromMs: 0, toMs: 2 ** 45 };
const dayOf = (slotMs: number): string => new Date(slotMs).toISOString().slice(0, 10);

function row(members: Partial<EnergyRow>): EnergyRow {
  const nothing = { energyWh: 0, solarWh: 0, gridWh: 0, batteryWh: 0, importWh: 0, exportWh: 0 };
  return { slotMs: null, day: '2026-06-15', ...nothing, productionWh: null, ...members };
}

describe.each(PLACES)('energy %s', (_where, open) => {
  it('of chargers and meters stands side by side', async () => {
    const { energy, record } = await open();
    const later = MONDAY_MS + QUARTER_MS;
    await record({
      charge: [
        chargeOf(),
        chargeOf({ chargePointId: 'street', sessionId: 'sess_1', energyWh: 2, gridWh: 2 }),
      ],
      grid: [gridOf(), gridOf({ meterId: 'barn', productionWh: 7 }), gridOf({ slotMs: later })],
    });
    expect(await energy.slots(EVER, 'quarter')).toEqual([
      row({
        slotMs: MONDAY_MS,
        energyWh: 10,
        solarWh: 10,
        gridWh: 4,
        batteryWh: 2,
        importWh: 6,
        exportWh: 8,
        productionWh: 7,
      }),
      row({ slotMs: later, importWh: 3, exportWh: 4 }),
    ]);
    expect(await energy.slots(EVER, 'quarter', 'street')).toEqual([
      row({
        slotMs: MONDAY_MS,
        energyWh: 2,
        solarWh: 5,
        gridWh: 2,
        batteryWh: 1,
        importWh: 6,
        exportWh: 8,
        productionWh: 7,
      }),
      row({ slotMs: later, importWh: 3, exportWh: 4 }),
    ]);
  });

  it.each([
    ['quarter', [MONDAY_MS, MONDAY_MS + QUARTER_MS, MONDAY_MS + HOUR_MS]],
    ['hour', [MONDAY_MS, MONDAY_MS + HOUR_MS]],
  ] as const)('by %s begins with the period and ends before its end', async (granularity, slots) => {
    const { energy, record } = await open();
    for (const slotMs of [-QUARTER_MS, 0, QUARTER_MS, HOUR_MS, 2 * HOUR_MS]) {
      const at = MONDAY_MS + slotMs;
      await record({ charge: [chargeOf({ slotMs: at, day: dayOf(at) })] });
    }
    const rows = await energy.slots({ fromMs: MONDAY_MS, toMs: MONDAY_MS + 2 * HOUR_MS }, granularity);
    expect(rows.map(({ slotMs }) => slotMs)).toEqual(slots);
    expect(rows.every(({ day }) => day === '2026-06-15')).toBe(true);
  });

  it.each([
    ['day', ['2026-06-14', '2026-06-15', '2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01']],
    ['week', ['2026-06-08', '2026-06-15', '2026-06-29', '2026-12-28']],
    ['month', ['2026-06-01', '2026-07-01', '2026-12-01', '2027-01-01']],
  ] as const)('by %s is told by its first day', async (granularity, days) => {
    const { energy, record } = await open();
    for (const day of [
      '2026-06-13',
      '2026-06-14',
      '2026-06-15',
      '2026-06-30',
      '2026-07-01',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ])
      await record({ grid: [gridOf({ day, slotMs: Date.parse(day) })] });
    const rows = await energy.days('2026-06-14', '2027-01-01', granularity);
    expect(rows.map(({ day }) => day)).toEqual(days);
    expect(rows.reduce((sum, { importWh }) => sum + importWh, 0)).toBe(18);
    expect(rows.every(({ slotMs }) => slotMs === null)).toBe(true);
  });

  it('by charge point counts each session once, and charging outside of any not at all', async () => {
    const { energy, record } = await open();
    await record({
      charge: [
        chargeOf({ sessionId: 'sess_1', day: '2026-06-15' }),
        chargeOf({ sessionId: 'sess_1', day: '2026-06-16', slotMs: MONDAY_MS + DAY_MS }),
        chargeOf({ sessionId: 'sess_2', day: '2026-06-16', slotMs: MONDAY_MS + DAY_MS }),
        chargeOf({ sessionId: null, day: '2026-06-16', slotMs: MONDAY_MS + DAY_MS }),
        chargeOf({ sessionId: 'sess_3', day: '2026-06-17', slotMs: MONDAY_MS + 2 * DAY_MS }),
        chargeOf({ chargePointId: 'street' }),
      ],
    });
    expect(await energy.byChargePoint('2026-06-15', '2026-06-16')).toEqual([
      { chargePointId: 'garage', energyWh: 32, solarWh: 20, gridWh: 8, batteryWh: 4, sessionCount: 2 },
      { chargePointId: 'street', energyWh: 8, solarWh: 5, gridWh: 2, batteryWh: 1, sessionCount: 0 },
    ]);
    expect(await energy.byChargePoint('2027-01-01', '2027-01-02')).toEqual([]);
  });

  it('of days outlives its quarters', async () => {
    const store = await open();
    const old = chargeOf({ sessionId: 'sess_1' });
    const young = { slotMs: MONDAY_MS + DAY_MS, day: '2026-06-16' };
    await store.record({ charge: [old, chargeOf(young)], grid: [gridOf(), gridOf(young)] });
    const before = await store.energy.days('2026-06-15', '2026-06-16', 'day');
    await store.prune({ slotsMs: MONDAY_MS + DAY_MS, tracesMs: 0, deliveriesMs: 0 });
    expect((await store.energy.slots(EVER, 'quarter')).map(({ slotMs }) => slotMs)).toEqual([young.slotMs]);
    expect(await store.sessions.slots('sess_1')).toEqual([]);
    expect(await store.energy.days('2026-06-15', '2026-06-16', 'day')).toEqual(before);
    await store.record({ grid: [gridOf({ importWh: 1 })] });
    expect((await store.energy.days('2026-06-15', '2026-06-15', 'day'))[0]?.importWh).toBe(4);
  });
});

/** Sums of these are exact in any order. */
const WH = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 64);
const SLOT = fc.integer({ min: 0, max: 500 }).map((n) => MONDAY_MS + n * 5 * QUARTER_MS);

const CHARGE: fc.Arbitrary<ChargeIncrement> = fc
  .tuple(fc.constantFrom('garage', 'street'), fc.constantFrom(null, 'sess_1', 'sess_2'), SLOT, WH, WH, WH)
  .map(([chargePointId, sessionId, slotMs, solarWh, gridWh, batteryWh]) => ({
    ...{ chargePointId, sessionId, slotMs, day: dayOf(slotMs) },
    ...{ energyWh: solarWh + gridWh + batteryWh, solarWh, gridWh, batteryWh },
  }));

const GRID: fc.Arbitrary<GridIncrement> = fc
  .tuple(fc.constantFrom('meter', 'barn'), SLOT, WH, WH, fc.option(WH))
  .map(([meterId, slotMs, importWh, exportWh, productionWh]) => ({
    ...{ meterId, slotMs, day: dayOf(slotMs), importWh, exportWh, productionWh },
  }));

type Energies = Pick<EnergyRow, 'importWh' | 'exportWh' | 'productionWh'> & EnergyMix;

function sumOf(rows: readonly Partial<Energies>[]): Energies {
  const sum = (name: keyof Energies): number => rows.reduce((before, each) => before + (each[name] ?? 0), 0);
  return {
    energyWh: sum('energyWh'),
    solarWh: sum('solarWh'),
    gridWh: sum('gridWh'),
    batteryWh: sum('batteryWh'),
    importWh: sum('importWh'),
    exportWh: sum('exportWh'),
    productionWh: rows.some(({ productionWh }) => typeof productionWh === 'number')
      ? sum('productionWh')
      : null,
  };
}

describe('increments', () => {
  it('add up to the same, in any order and grouping, in every granularity', async () => {
    const increments = fc.tuple(fc.array(CHARGE, { maxLength: 20 }), fc.array(GRID, { maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(increments, fc.nat({ max: 20 }), async ([charge, grid], cut) => {
        const [whole, inParts] = [await openStore(), await openStore()];
        await whole.record({ charge, grid });
        await inParts.record({ charge: charge.slice(cut).reverse() });
        for (const each of grid.toReversed()) await inParts.record({ grid: [each] });
        await inParts.record({ charge: charge.slice(0, cut) });
        const given = sumOf([...charge, ...grid]);
        for (const ofOne of [undefined, 'street']) {
          const wanted =
            ofOne === undefined
              ? given
              : sumOf([...charge.filter((each) => each.chargePointId === ofOne), ...grid]);
          for (const granularity of ['quarter', 'hour', 'day', 'week', 'month'] as const) {
            const [one, other] = await Promise.all(
              [whole, inParts].map(({ energy }) =>
                granularity === 'quarter' || granularity === 'hour'
                  ? energy.slots(EVER, granularity, ofOne)
                  : energy.days('2026-01-01', '2027-01-01', granularity, ofOne),
              ),
            );
            expect(one).toEqual(other);
            expect(sumOf(one ?? [])).toEqual(wanted);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a day are those of its quarters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(CHARGE, { maxLength: 20 }),
        fc.array(GRID, { maxLength: 20 }),
        async (charge, grid) => {
          const { energy, record } = await openStore();
          await record({ charge, grid });
          const quarters = await energy.slots(EVER, 'quarter');
          const days = await energy.days('2026-01-01', '2027-01-01', 'day');
          for (const { day, slotMs: _, ...sums } of days)
            expect(sums).toEqual(sumOf(quarters.filter((each) => each.day === day)));
          expect(new Set(days.map(({ day }) => day))).toEqual(new Set(quarters.map(({ day }) => day)));
        },
      ),
      { numRuns: 40 },
    );
  });
});
