import { expect, test } from 'vitest';
import { addressOf, placesFor, routeOf } from '../../src/page/route.js';

const ALL = ['now', 'history', 'devices', 'settings'] as const;

test.each([
  ['', 'now', undefined],
  ['#history', 'history', undefined],
  ['#devices/surplus%2Fcharger', 'devices', 'surplus/charger'],
  ['#devices/%', 'devices', '%'],
  ['#nowhere', 'now', undefined],
])('the address %s leads to %s', (hash, place, detail) => {
  expect(routeOf(hash, ALL)).toEqual({ place, detail });
});

test('a place that is not open leads to the first one that is', () => {
  expect(routeOf('#now', ['history', 'settings']).place).toBe('history');
});

test('an address is read as it was written', () => {
  expect(routeOf(addressOf('devices', 'a/b%c'), ALL).detail).toBe('a/b%c');
});

test.each([
  [['read:charge_points'], ['now', 'devices', 'settings']],
  [['read:sessions'], ['history', 'settings']],
  [['write:webhooks'], ['settings']],
])('scopes %s open %s', (scopes, places) => {
  expect(placesFor(new Set(scopes))).toEqual(places);
});
