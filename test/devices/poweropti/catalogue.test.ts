import { describe, expect, it } from 'vitest';
import { POWEROPTI_DATAPOINTS, poweroptiCatalogue } from '../../../src/devices/poweropti/catalogue.js';

describe('poweroptiCatalogue', () => {
  it.each([
    ['1.7.0', 'W'],
    ['1.8.0', 'Wh'],
    ['1.8.1', 'Wh'],
    ['1.8.2', 'Wh'],
    ['2.8.0', 'Wh'],
  ])('has the documented register %s in %s', (code, unit) => {
    expect(poweroptiCatalogue.get(code)).toMatchObject({ unit, source: 'powerfox local API, section 8' });
  });

  it.each(['1.8.0', '2.8.0'])('shows %s ready for the energy dashboard', (code) => {
    expect(poweroptiCatalogue.get(code)?.entity).toMatchObject({
      deviceClass: 'energy',
      stateClass: 'total_increasing',
      category: 'primary',
      enabled: true,
    });
  });

  it('shows the power, and lets it expire', () => {
    expect(poweroptiCatalogue.get('1.7.0')?.entity).toMatchObject({
      deviceClass: 'power',
      stateClass: 'measurement',
      enabled: true,
      expireAfterS: expect.any(Number),
    });
  });

  it('has every register once, all of them numbers that can only be read', () => {
    expect(poweroptiCatalogue.size).toBe(POWEROPTI_DATAPOINTS.length);
    for (const row of POWEROPTI_DATAPOINTS) {
      expect(row).toMatchObject({ access: 'R', type: 'number', poll: 'live' });
      expect(row.key).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it('enables only the power and the two totals', () => {
    const enabled = POWEROPTI_DATAPOINTS.filter(({ entity }) => entity !== false && entity?.enabled);
    expect(enabled.map(({ key }) => key)).toEqual(['1.7.0', '1.8.0', '2.8.0']);
  });

  it('names no two registers alike', () => {
    expect(new Set(POWEROPTI_DATAPOINTS.map(({ name }) => name)).size).toBe(POWEROPTI_DATAPOINTS.length);
  });
});
