import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SURPLUS_DATAPOINTS } from '../../src/surplus/catalogue.js';
import { DEFAULT_SETTINGS, SURPLUS_MODES } from '../../src/surplus/settings.js';
import { changedSettings, valuesOfSettings } from '../../src/surplus/settings-keys.js';

const settingRows = SURPLUS_DATAPOINTS.filter(({ access }) => access === 'R/W');

describe('settings on the wire', () => {
  it('has a row for every setting, and a value for every row', () => {
    const values = valuesOfSettings(DEFAULT_SETTINGS);
    expect([...values.keys()].sort()).toEqual(settingRows.map(({ key }) => key).sort());
  });

  it('survives the way to the wire and back, absent settings included', () => {
    const settings = fc.record(
      {
        mode: fc.constantFrom(...SURPLUS_MODES),
        phasePolicy: fc.constantFrom('auto', 1, 3),
        planEnergyWh: fc.nat(100_000),
        planUntil: fc.constantFrom('07:00', '2026-06-21T07:00:00Z'),
        prices: fc.constant([{ start: 0, end: 3600, price: 0.2 }]),
        houseLimitW: fc.integer({ min: 1000, max: 100_000 }),
        carEnergyValuePerKwh: fc.double({ min: 0, max: 1, noNaN: true }),
        minOnS: fc.nat(3600),
      },
      { requiredKeys: ['mode', 'phasePolicy', 'minOnS'] },
    );
    fc.assert(
      fc.property(settings, settings, (some, others) => {
        const from = { ...DEFAULT_SETTINGS, ...others } as typeof DEFAULT_SETTINGS;
        const to = { ...DEFAULT_SETTINGS, ...some } as typeof DEFAULT_SETTINGS;
        expect(changedSettings(from, valuesOfSettings(to))).toEqual(to);
      }),
    );
  });

  it('changes only what it is told to change', () => {
    expect(changedSettings(DEFAULT_SETTINGS, new Map([['phase_policy', 'one']]))).toEqual({
      ...DEFAULT_SETTINGS,
      phasePolicy: 1,
    });
    const limited = { ...DEFAULT_SETTINGS, houseLimitW: 9000 };
    expect(changedSettings(limited, new Map([['house_limit', null]]))).toEqual(DEFAULT_SETTINGS);
  });
});
