import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GOE_DATAPOINTS } from '../../src/devices/goe/catalogue.js';
import { POWEROPTI_DATAPOINTS } from '../../src/devices/poweropti/catalogue.js';
import { SURPLUS_DATAPOINTS } from '../../src/surplus/catalogue.js';
import { discoveryOf } from './device.js';

const TEXT = readFileSync(new URL('../../docs/home-assistant.md', import.meta.url), 'utf8');
const identity = { manufacturer: 'powerfox', model: 'poweropti' };
const charger = Object.values(discoveryOf(GOE_DATAPOINTS).payload.cmps);
const meter = Object.values(
  discoveryOf(POWEROPTI_DATAPOINTS, { device: { id: 'meter', identity } }).payload.cmps,
);

const surplus = Object.values(
  discoveryOf(SURPLUS_DATAPOINTS, { device: { id: 'surplus/charger', identity } }).payload.cmps,
);

it('docs/home-assistant.md names entities that exist and are enabled', () => {
  const enabled = [...charger, ...meter, ...surplus]
    .filter((component) => component['enabled_by_default'] === undefined)
    .map((component) => component.default_entity_id);
  const named = new Set(
    TEXT.match(/\b(?:sensor|number|select)\.(?:meter|charger|surplus_charger)_[a-z0-9_]+/g),
  );
  expect(named.size).toBeGreaterThan(4);
  expect(enabled).toEqual(expect.arrayContaining([...named]));
});

it('docs/home-assistant.md offers a word that the entity offers, and its code', () => {
  const [, word = ''] = /option: "(.+?)"/.exec(TEXT) ?? [];
  const force = charger.find((component) => component.default_entity_id === 'select.charger_frc');
  expect(force?.['options']).toContain(word);
  expect(GOE_DATAPOINTS.find(({ key }) => key === 'frc')?.options?.['1']).toBe(word);
});
