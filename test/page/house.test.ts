import { expect, test } from 'vitest';
import { controlledBy, houseOf } from '../../src/page/house.js';
import type { LiveDevice } from '../../src/page/live-device.js';

const device = (id: string, values: LiveDevice['values'], online = true): LiveDevice => ({
  id,
  online,
  received_at: '2026-06-21T10:00:00Z',
  values,
});

const charging = (watts: number | null) => ({ nrg: [230, 230, 230, 0, 6, 6, 6, 0, 0, 0, 0, watts], car: 2 });

const houseWith = (...devices: LiveDevice[]) =>
  houseOf({ connected: true, devices: new Map(devices.map((each) => [each.id, each])) });

test('what the roof gives beyond the house is the car less the grid', () => {
  const house = houseWith(device('meter', { '1.7.0': -500 }), device('charger', charging(4000)));
  expect(house).toMatchObject({ gridW: -500, carW: 4000, balanceW: 4500 });
});

test('several chargers add up, and each finds its controller', () => {
  const surplus = device('surplus/garage', { mode: 'pv' });
  const house = houseWith(
    device('meter', { '1.7.0': 100 }),
    device('garage', charging(1400)),
    surplus,
    device('yard', charging(600)),
  );
  expect(house.carW).toBe(2000);
  expect(house.chargers.map(({ id, surplus: own }) => [id, own])).toEqual([
    ['garage', surplus],
    ['yard', undefined],
  ]);
});

test.each([
  ['a lost meter', device('meter', { '1.7.0': 100 }, false), device('charger', charging(0)), 'gridW'],
  ['a lost charger', device('meter', { '1.7.0': 100 }), device('charger', charging(0), false), 'carW'],
  ['a charger without power', device('meter', { '1.7.0': 100 }), device('charger', charging(null)), 'carW'],
] as const)('%s has no figure, and nothing is told of the roof', (_what, meter, charger, missing) => {
  const house = houseWith(meter, charger);
  expect(house[missing]).toBeUndefined();
  expect(house.balanceW).toBeUndefined();
});

test('where the roof is known, sun and house are two figures', () => {
  const controller = device('surplus/garage', { pv_power: 6000, battery_power: null });
  const sunny = [device('meter', { '1.7.0': -500 }), device('garage', charging(4000))];
  expect(houseWith(...sunny, controller)).toMatchObject({ sunW: 6000, houseW: 1500 });
  const discharging = device('surplus/garage', { pv_power: 6000, battery_power: 1000 });
  expect(houseWith(...sunny, discharging).houseW).toBe(2500);
  const late = device('surplus/garage', { pv_power: 4000, battery_power: null });
  expect(houseWith(...sunny, late).houseW).toBe(0);
});

test.each([
  ['is not told', device('surplus/garage', { pv_power: null })],
  ['was told by a controller that is gone', device('surplus/garage', { pv_power: 6000 }, false)],
])('a roof that %s has no figure, and neither has the house', (_what, controller) => {
  const house = houseWith(device('meter', { '1.7.0': 0 }), device('garage', charging(0)), controller);
  expect([house.sunW, house.houseW, house.balanceW]).toEqual([undefined, undefined, 0]);
});

test('a silent meter leaves the sun, and no figure of the house', () => {
  const controller = device('surplus/garage', { pv_power: 6000 });
  const house = houseWith(device('meter', { '1.7.0': 0 }, false), device('garage', charging(0)), controller);
  expect([house.sunW, house.houseW]).toEqual([6000, undefined]);
});

test('controllers are told from chargers by their id', () => {
  expect(controlledBy('surplus/garage')).toBe('garage');
  expect(controlledBy('garage')).toBeUndefined();
});
