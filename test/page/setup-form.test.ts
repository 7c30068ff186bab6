import { describe, expect, it } from 'vitest';
import type { SetupState } from '../../src/page/parts/setup-api.js';
import {
  draftOf,
  emptyEntry,
  formOf,
  hasDevices,
  type SetupForm,
  withFound,
} from '../../src/page/parts/setup-form.js';

const STATE: SetupState = {
  ...{ run: 1, demo: true, problem: null },
  file: { name: 'wattbridge.yaml', exists: false, writable: true },
  ...{ meters: [], chargers: [] },
  broker: { kind: 'embedded', embedded: { host: '127.0.0.1', port: 1883, users: [] }, external: null },
  homeassistant: { enabled: true, discovery_prefix: 'homeassistant' },
};

const FULL: SetupState = {
  ...STATE,
  meters: [{ id: 'meter', host: 'a', has_key: true }],
  chargers: [
    { id: 'charger', host: 'b', cloud_serial: null },
    { id: 'far', host: null, cloud_serial: '123456' },
  ],
};

const form = (changed: Partial<SetupForm>, state = STATE): SetupForm => ({ ...formOf(state), ...changed });
const homeassistant = { enabled: true, discovery_prefix: 'homeassistant' };

describe('the body that saves a form', () => {
  it('is empty of devices as long as nothing is typed', () => {
    expect(draftOf(formOf(STATE))).toEqual({
      ...{ meters: [], chargers: [], homeassistant },
      broker: { kind: 'embedded' },
    });
    expect(hasDevices(formOf(STATE))).toBe(false);
  });

  it('keeps keys that nobody typed, and what only the file can change', () => {
    expect(draftOf(formOf(FULL))).toMatchObject({
      meters: [{ id: 'meter', host: 'a' }],
      chargers: [{ id: 'charger', host: 'b' }, { id: 'far' }],
    });
    expect(JSON.stringify(draftOf(formOf(FULL)))).not.toContain('api_key');
  });

  it.each([
    ['', null],
    [' 1097bd725557 ', '1097bd725557'],
  ])('has the key %j of a new meter as %j', (apiKey, api_key) => {
    const meters = [{ ...emptyEntry('poweropti', ' poweropti '), apiKey }];
    expect(draftOf(form({ meters }))).toMatchObject({ meters: [{ host: 'poweropti', api_key }] });
  });

  const broker = formOf(STATE).broker;
  it.each([
    [
      { isOpened: true, userName: ' ha ', userPassword: ' secret ' },
      { kind: 'embedded', user: { name: 'ha', password: ' secret ' } },
    ],
    [
      { kind: 'external', url: ' mqtt://a ', username: '' },
      { kind: 'external', url: 'mqtt://a', username: null, password: null },
    ],
    [
      { kind: 'external', url: 'mqtt://a', username: 'b', hasPassword: true },
      { kind: 'external', url: 'mqtt://a', username: 'b' },
    ],
    [
      { kind: 'external', url: 'mqtt://a', username: 'b', password: 'c', hasPassword: true },
      { kind: 'external', url: 'mqtt://a', username: 'b', password: 'c' },
    ],
  ] as const)('has the broker %j', (changed, expected) => {
    const wanted = form({ broker: { ...broker, ...changed } });
    expect(draftOf(wanted)).toEqual({ ...{ meters: [], chargers: [], homeassistant }, broker: expected });
  });
});

it('takes a found device into the empty entry, else into a new one', () => {
  const found = { kind: 'goe', name: 'go-echarger_1', host: 'c' } as const;
  expect(withFound(formOf(STATE).chargers, found).map(({ host }) => host)).toEqual(['c']);
  expect(withFound(formOf(FULL).chargers, found).map(({ host }) => host)).toEqual(['b', '', 'c']);
});
