import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCard, reboot } from '../../src/simulator/charger/charger-events.js';
import { WEATHERS } from '../../src/simulator/clouds.js';
import type { World } from '../../src/simulator/world.js';
import { pass, testWorld } from './support/world.js';

/** Whatever people, programs and the mains may do to the house. */
const action = fc.oneof(
  fc.record({ seconds: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ key: fc.constant('amp'), value: fc.integer({ min: 6, max: 16 }) }),
  fc.record({ key: fc.constant('frc'), value: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ key: fc.constant('psm'), value: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ key: fc.constant('tcl'), value: fc.option(fc.integer({ min: 6, max: 16 })) }),
  fc.record({ key: fc.constant('acs'), value: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ event: fc.constantFrom('plug', 'unplug', 'reboot', 'card') }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function act(world: World, what: Action): void {
  if ('seconds' in what) pass(world, what.seconds);
  else if ('key' in what) world.charger.pending.push([what.key, what.value]);
  else if (what.event === 'plug') world.plug();
  else if (what.event === 'unplug') world.unplug();
  else if (what.event === 'reboot') reboot(world.charger, world.second);
  else readCard(world.charger, 0, world.second);
}

const anyWorld = fc.record({
  seed: fc.integer(),
  weather: fc.constantFrom(...WEATHERS),
  skyMs: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }),
});

describe('the house', () => {
  test('its books balance to the last watt-second, whatever happens', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(action, { maxLength: 30 }), (options, actions) => {
        const world = testWorld(options);
        for (const what of actions) {
          act(world, what);
          const { flows, energy, charger } = world;
          expect(flows.gridW).toBe(flows.loadW + flows.carW - flows.sunW);
          const { importedWs, exportedWs, loadWs, carWs, sunWs } = energy;
          expect(importedWs - exportedWs).toBe(loadWs + carWs - sunWs);
          expect(charger.energy.totalWs).toBe(carWs);
          expect(charger.energy.phaseW.reduce((sum, powerW) => sum + powerW)).toBe(flows.carW);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('no power is negative, and none flows to a car that may not charge', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(action, { maxLength: 30 }), (options, actions) => {
        const world = testWorld(options);
        for (const what of actions) {
          act(world, what);
          const { flows, charger } = world;
          expect(Math.min(flows.sunW, flows.loadW, flows.carW)).toBeGreaterThanOrEqual(0);
          expect(charger.currentA).toBeLessThanOrEqual(16);
          if (!charger.plugged && 'seconds' in what) expect(flows.carW).toBe(0);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('looking often or seldom gives the same house', () => {
    fc.assert(
      fc.property(
        anyWorld,
        fc.array(fc.integer({ min: 0, max: 9_999 }), { maxLength: 50 }),
        (options, gapsMs) => {
          const often = testWorld(options);
          let nowMs = often.originMs;
          for (const gapMs of gapsMs) {
            nowMs += gapMs;
            often.advanceTo(nowMs);
          }
          const seldom = testWorld(options);
          seldom.advanceTo(nowMs);
          expect(seldom.energy).toEqual(often.energy);
          expect(seldom.meter.reading).toEqual(often.meter.reading);
          expect(seldom.grid.voltageV).toEqual(often.grid.voltageV);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('another seed gives another house', () => {
    expect(pass(testWorld({ seed: 1 }), 60).energy).not.toEqual(pass(testWorld({ seed: 2 }), 60).energy);
  });

  test('time that is past changes nothing', () => {
    const world = pass(testWorld(), 100);
    const { energy } = world;
    world.advanceTo(world.originMs);
    expect(world.second).toBe(100);
    expect(world.energy).toEqual(energy);
  });

  test('the first look shows sun, house, car and grid at work, whatever time the clock shows', () => {
    const { flows, charger, meter } = testWorld({ originMs: Date.UTC(2026, 0, 1, 2) });
    expect(flows.sunW).toBeGreaterThan(4000);
    expect(flows.loadW).toBeGreaterThan(100);
    expect(flows.carW).toBeGreaterThan(4000);
    expect(charger.history.car).toBe(2);
    expect(Math.abs(meter.reading.values['1.7.0'])).toBeGreaterThan(0);
    expect(meter.reading.timestampS).toBeGreaterThan(Date.UTC(2026, 0, 1, 2) / 1000 - 4);
  });

  test('voltages stay near 230 V and move every second', () => {
    const world = testWorld();
    const seen = Array.from({ length: 300 }, () => [...pass(world, 1).grid.voltageV]);
    expect(Math.min(...seen.flat())).toBeGreaterThan(215);
    expect(Math.max(...seen.flat())).toBeLessThan(245);
    expect(new Set(seen.map(([l1]) => l1)).size).toBe(300);
  });

  test('a day: the sun rises and sets, the car fills and stays full', () => {
    const world = testWorld({ weather: 'clear', skyMs: Date.UTC(2026, 5, 20, 23) });
    const sunW = Array.from({ length: 24 }, () => pass(world, 3600).flows.sunW);
    expect(sunW[1]).toBe(0);
    expect(sunW[12]).toBeGreaterThan(7000);
    expect(sunW[23]).toBe(0);
    expect(world.energy.sunWs / 3_600_000).toBeGreaterThan(50);
    expect(world.car.full).toBe(true);
    expect(world.charger.history.car).toBe(4);
    expect(world.energy.carWs / 3600).toBeGreaterThan(35_000);
  });

  test('a car with hours away leaves, comes back with an emptier battery, and charges', () => {
    const world = testWorld({
      skyMs: Date.UTC(2026, 5, 21, 6),
      awayHours: [8, 17],
      car: { chargedWh: 60_000, tripWh: 12_000 },
    });
    expect(world.charger.plugged).toBe(true);
    pass(world, 4 * 3600);
    expect(world.charger.plugged).toBe(false);
    expect(world.charger.history.car).toBe(1);
    pass(world, 7 * 3600);
    expect(world.charger.plugged).toBe(true);
    expect(world.charger.history.car).toBe(2);
    expect(world.charger.energy.sessionWs).toBeGreaterThan(0);
    expect(world.car.chargedWh).toBeLessThan(60_000);
  });

  test('hours away may cross midnight', () => {
    const world = testWorld({ skyMs: Date.UTC(2026, 5, 21, 22), awayHours: [21, 5] });
    expect(world.charger.plugged).toBe(false);
    pass(world, 8 * 3600);
    expect(world.charger.plugged).toBe(true);
  });

  test('a house may start without a car', () => {
    expect(testWorld({ plugged: false }).charger.history.car).toBe(1);
  });
});
