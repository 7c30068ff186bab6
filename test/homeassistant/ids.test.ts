import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeviceIds } from '../../src/homeassistant/ids.js';

describe('createDeviceIds', () => {
  it('names device, component and entity', () => {
    const ids = createDeviceIds('wattbridge', 'charger');
    expect(ids.device).toBe('wattbridge_charger');
    expect(ids.unique('nrg', 'power_total')).toBe('wattbridge_charger_nrg_power_total');
    expect(ids.component('sensor', 'nrg', 'power_total')).toBe('sensor_nrg_power_total');
    expect(ids.entity('sensor', 'nrg', 'power_total')).toBe('sensor.charger_nrg_power_total');
  });

  it('replaces what Home Assistant does not take', () => {
    const ids = createDeviceIds('home/wattbridge', 'meter-1');
    expect(ids.device).toBe('home_wattbridge_meter-1');
    expect(ids.unique('1.7.0')).toBe('home_wattbridge_meter-1_1_7_0');
    expect(ids.entity('sensor', '1.7.0')).toBe('sensor.meter_1_1_7_0');
    expect(ids.entity('sensor', 'pvopt_averagePGrid')).toBe('sensor.meter_1_pvopt_averagepgrid');
  });

  it('is fit for discovery topics and entity ids whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (base, key) => {
        const ids = createDeviceIds(base, 'charger');
        expect(ids.component('sensor', key)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(ids.unique(key)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(ids.entity('sensor', key)).toMatch(/^sensor\.[a-z0-9]+(_[a-z0-9]+)*$/);
      }),
    );
  });
});
