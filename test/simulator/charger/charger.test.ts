import { describe, expect, test } from 'vitest';
import { readCard, reboot } from '../../../src/simulator/charger/charger-events.js';
import { BOOT_S } from '../../../src/simulator/charger/charger-state.js';
import { MODEL_STATUS } from '../../../src/simulator/charger/permission.js';
import type { World } from '../../../src/simulator/world.js';
import type { WorldOptions } from '../../../src/simulator/world-options.js';
import { pass, testWorld, write } from '../support/world.js';

/** A charging car, in its normal state. */
function charging(options: Partial<WorldOptions> = {}): World {
  return pass(testWorld(options), 60);
}

const currentA = (world: World) => Math.round(world.charger.currentA * 100) / 100;

describe('the charger', () => {
  test('a car that is plugged in waits and then charges', () => {
    const world = testWorld({ plugged: false });
    const states = () => [world.charger.history.car, world.charger.history.modelStatus];
    expect(states()).toEqual([1, MODEL_STATUS.fallback]);
    world.plug();
    pass(world, 5);
    expect(states()).toEqual([3, MODEL_STATUS.fallback]);
    pass(world, 25);
    expect(states()).toEqual([2, MODEL_STATUS.fallback]);
    expect(currentA(world)).toBe(6);
  });

  test('amp is followed within seconds', () => {
    const world = charging();
    expect(currentA(write(world, { amp: 12 }))).toBe(6);
    expect(currentA(pass(world, 15))).toBe(12);
    expect(currentA(pass(write(world, { amp: 8 }), 15))).toBe(8);
  });

  test('frc 1 stops, frc 0 and 2 charge, and unplugging brings frc back to 0', () => {
    const world = charging();
    pass(write(world, { frc: 1 }), 20);
    expect([world.charger.history.car, currentA(world), world.charger.history.modelStatus]).toEqual([
      3, 0, 4,
    ]);
    pass(write(world, { frc: 2 }), 30);
    expect([world.charger.history.car, currentA(world), world.charger.history.modelStatus]).toEqual([
      2, 6, 3,
    ]);
    world.unplug();
    pass(world, 1);
    expect(world.charger.settings.frc).toBe(0);
    expect([world.charger.history.car, world.flows.carW]).toEqual([1, 0]);
  });

  test('tcl limits the current without touching amp and ends ten minutes after its last write', () => {
    const world = charging({ charger: { settings: { amp: 16 } } });
    pass(write(world, { tcl: 7 }), 30);
    expect([currentA(world), world.charger.settings.amp]).toEqual([7, 16]);
    pass(world, 500);
    pass(write(world, { tcl: 8 }), 598);
    expect([currentA(world), world.charger.settings.tcl]).toEqual([8, 8]);
    pass(world, 20);
    expect([currentA(world), world.charger.settings.tcl]).toEqual([16, null]);
  });

  test.each<[string, Partial<WorldOptions>, number]>([
    ['ama', { charger: { variant: 22, settings: { ama: 10, amp: 32 } }, car: { maxA: 32 } }, 10],
    ['the variant', { charger: { variant: 11, settings: { ama: 32, amp: 32 } }, car: { maxA: 32 } }, 16],
    ['the cable', { charger: { variant: 22, cableA: 13, settings: { amp: 32 } }, car: { maxA: 32 } }, 13],
    ['the adapter', { charger: { variant: 22, adapter: true, cableA: 32, settings: { amp: 32 } } }, 16],
    ['the car', { charger: { variant: 22, cableA: 32, settings: { amp: 32 } }, car: { maxA: 20 } }, 20],
  ])('the current is limited by %s', (_, options, amps) => {
    expect(currentA(charging(options))).toBe(amps);
  });

  test('heat lowers the current and in the end stops the charge', () => {
    const hot = (ambientC: number) =>
      pass(
        testWorld({
          charger: { ambientC, variant: 22, cableA: 32, settings: { amp: 32 } },
          car: { maxA: 32 },
        }),
        600,
      );
    expect(currentA(hot(20))).toBe(32);
    expect(currentA(hot(57))).toBe(16);
    expect(currentA(hot(62))).toBe(10);
    const stopped = hot(72);
    expect([currentA(stopped), stopped.charger.history.modelStatus]).toEqual([
      0,
      MODEL_STATUS.overTemperature,
    ]);
  });

  test('psm switches the phases with a pause in which alw is false', () => {
    const world = charging();
    write(world, { psm: 1 });
    const seen = Array.from({ length: 60 }, () => {
      pass(world, 1);
      const { contactor, permission, phasesUsed } = world.charger;
      return `${contactor.state} ${permission.allowed} ${permission.modelStatus} ${phasesUsed}`;
    });
    expect(seen).toContain('switching false 23 0');
    expect(seen.at(-1)).toBe('closed true 15 1');
    expect(world.charger.contactor.switchedAtS).not.toBeNull();
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 3],
  ] as const)('a car with %i phases uses %i of three', (phases, used) => {
    const world = charging({ car: { phases } });
    expect(world.charger.phasesUsed).toBe(used);
    expect(world.charger.energy.phaseW.filter((powerW) => powerW > 0)).toHaveLength(used);
  });

  test('fsp is the same switch as psm', () => {
    const world = charging();
    write(world, { fsp: true });
    expect(world.charger.settings.psm).toBe(1);
    write(world, { fsp: false });
    expect(world.charger.settings.psm).toBe(2);
  });

  test('dwo ends the session at its energy', () => {
    const world = charging();
    pass(write(world, { dwo: 300 }), 600);
    expect(world.charger.history.modelStatus).toBe(MODEL_STATUS.energyLimit);
    expect(world.charger.energy.sessionWs / 3600).toBeGreaterThanOrEqual(300);
    expect(world.charger.energy.sessionWs / 3600).toBeLessThan(310);
  });

  test('with access control a card starts and ends the charge and pays for it', () => {
    const world = pass(testWorld({ plugged: false, charger: { settings: { acs: 1 } } }), 1);
    world.plug();
    pass(world, 30);
    expect(world.charger.history.modelStatus).toBe(MODEL_STATUS.accessControl);
    readCard(world.charger, 1, world.second);
    pass(world, 60);
    expect([world.charger.settings.trx, world.charger.history.car]).toEqual([2, 2]);
    expect(world.charger.energy.cardWs[1]).toBe(world.charger.energy.sessionWs);
    readCard(world.charger, 1, world.second);
    pass(world, 20);
    expect([world.charger.settings.trx, world.charger.history.car]).toEqual([null, 3]);
  });

  test('without access control a transaction without card begins with the car', () => {
    const world = charging();
    expect(world.charger.settings.trx).toBe(0);
    world.unplug();
    expect(world.charger.settings.trx).toBeNull();
  });

  test('an error stops the charge until it is gone', () => {
    const world = charging();
    world.charger.error = 1;
    pass(world, 20);
    expect([world.charger.history.car, world.charger.history.modelStatus, currentA(world)]).toEqual([
      5, 26, 0,
    ]);
    world.charger.error = 0;
    expect(currentA(pass(world, 30))).toBe(6);
  });

  test('a reboot keeps settings and energy, loses tcl and history, and charging goes on', () => {
    const world = charging();
    pass(write(world, { amp: 9, tcl: 8 }), 20);
    const before = world.charger.energy.totalWs;
    reboot(world.charger, world.second);
    pass(world, BOOT_S - 1);
    expect([world.charger.history.modelStatus, currentA(world)]).toEqual([MODEL_STATUS.noChargeControl, 0]);
    pass(world, 40);
    expect(world.charger.settings).toMatchObject({ amp: 9, tcl: null });
    expect(world.charger.energy.totalWs).toBeGreaterThan(before);
    expect([world.charger.reboots, currentA(world)]).toEqual([8, 9]);
  });

  test('a new session begins with the next car; the total goes on', () => {
    const world = charging();
    const { totalWs } = world.charger.energy;
    world.unplug();
    pass(world, 10);
    expect(world.charger.energy.sessionWs).toBe(totalWs);
    world.plug();
    expect(world.charger.energy.sessionWs).toBe(0);
    expect(pass(world, 60).charger.energy.totalWs).toBeGreaterThan(totalWs);
  });

  test('surplus data makes the charger regulate by itself, and without data it stops', () => {
    const world = pass(testWorld({ charger: { settings: { lmo: 4, fup: true, fmt: 10_000, amp: 16 } } }), 20);
    expect(world.charger.history.modelStatus).toBe(MODEL_STATUS.waitsForPriceOrSurplus);
    for (let n = 0; n < 60; n++) {
      world.charger.pending.push(['ids', { pGrid: -6900 + world.flows.carW, pPv: 8000, pAkku: 0 }]);
      pass(world, 4);
    }
    expect(world.charger.history.modelStatus).toBe(MODEL_STATUS.surplus);
    expect(currentA(world)).toBe(10);
    pass(world, 60);
    expect([world.charger.history.modelStatus, currentA(world)]).toEqual([
      MODEL_STATUS.waitsForPriceOrSurplus,
      0,
    ]);
  });

  test.each([
    ['amp bounds it', { amp: 8 }, 8],
    ['the temporary limit bounds it', { amp: 16, tcl: 7 }, 7],
  ])('surplus charging: %s', (_, settings, amps) => {
    const world = testWorld({ charger: { settings: { lmo: 4, fup: true, ...settings } } });
    for (let n = 0; n < 60; n++) {
      world.charger.pending.push(['ids', { pGrid: -6900 + world.flows.carW }]);
      pass(world, 4);
    }
    expect(currentA(world)).toBe(amps);
  });

  test('goes on at the minimum without surplus where a pause is not allowed', () => {
    const settings = { lmo: 4, fup: true, acp: false, amp: 16 };
    const world = pass(testWorld({ charger: { settings } }), 60);
    expect([world.charger.history.modelStatus, currentA(world)]).toEqual([MODEL_STATUS.pauseNotAllowed, 6]);
  });
});
