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

test('controllers are told from chargers by their id', () => {
  expect(controlledBy('surplus/garage')).toBe('garage');
  expect(controlledBy('garage')).toBeUndefined();
});
