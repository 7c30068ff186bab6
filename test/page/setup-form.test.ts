import { describe, expect, it } from 'vitest';
import { possibleValues } from '../../src/config/expectation.js';
import { fieldAt, fieldOf } from '../../src/config/field.js';
import { configSchema } from '../../src/config/schema.js';
import type { SetupState } from '../../src/page/parts/setup-api.js';
import { problemsOf } from '../../src/page/parts/setup-check.js';
import {
  addressOfBroker,
  draftOf,
  emptyEntry,
  formOf,
  hasDevices,
  type SetupForm,
  withFound,
} from '../../src/page/parts/setup-form.js';
import { en } from '../../src/page/words/en.js';

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
      broker: { kind: 'embedded', port: 1883 },
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
      { kind: 'embedded', port: 1883, user: { name: 'ha', password: ' secret ' } },
    ],
    [{ port: ' 1993 ' }, { kind: 'embedded', port: 1993 }],
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

describe('what is wrong with a form', () => {
  const broker = formOf(STATE).broker;
  const external = { ...broker, kind: 'external' } as const;
  const right = { port: undefined, url: undefined, prefix: undefined };

  it.each<[string, Partial<SetupForm>, keyof typeof right | undefined]>([
    ['what it shows at first', {}, undefined],
    ['any free port', { broker: { ...broker, port: '0' } }, undefined],
    ['the last port', { broker: { ...broker, port: ' 65535 ' } }, undefined],
    ['a port that is too large', { broker: { ...broker, port: '65536' } }, 'port'],
    ['a negative port', { broker: { ...broker, port: '-1' } }, 'port'],
    ['half a port', { broker: { ...broker, port: '1883.5' } }, 'port'],
    ['no port', { broker: { ...broker, port: '' } }, 'port'],
    ['no port where none is used', { broker: { ...external, port: '' } }, undefined],
    ['no address yet', { broker: external }, undefined],
    ['an address', { broker: { ...external, url: ' mqtts://broker.lan:8883 ' } }, undefined],
    ['an address of a page', { broker: { ...external, url: 'http://broker.lan' } }, 'url'],
    ['an address without a host', { broker: { ...external, url: 'mqtt://' } }, 'url'],
    ['a prefix of two levels', { prefix: 'home/assistant' }, undefined],
    ['a prefix with a blank', { prefix: 'home assistant' }, 'prefix'],
    ['a prefix with a wildcard', { prefix: 'home/+' }, 'prefix'],
    ['a prefix with an end too many', { prefix: 'homeassistant/' }, 'prefix'],
    ['no prefix', { prefix: '' }, 'prefix'],
    ['no prefix where none is used', { prefix: '', announce: false }, undefined],
  ])('%s', (_what, changed, field) => {
    const problems = problemsOf(form(changed), en.setup);
    expect(Object.keys(right).filter((each) => problems[each as keyof typeof right] !== undefined)).toEqual(
      field === undefined ? [] : [field],
    );
  });

  it('is said in the words of the schema', () => {
    const wrong = problemsOf(form({ broker: { ...broker, port: 'x' }, prefix: '+' }), en.setup);
    const { url } = problemsOf(form({ broker: { ...external, url: 'x' } }), en.setup);
    const words = (path: readonly string[]) => {
      const field = fieldAt(fieldOf(configSchema), path);
      return field && possibleValues(field);
    };
    expect({ ...wrong, url }).toEqual({
      port: words(['mqtt', 'embedded', 'port']),
      url: words(['mqtt', 'external', 'url']),
      prefix: words(['homeassistant', 'discovery_prefix']),
    });
  });
});

it.each([
  [{}, { host: 'here', port: '1883' }],
  [{ port: '1993' }, { host: 'here', port: '1993' }],
  [
    { kind: 'external', url: 'mqtt://broker.lan:1884' },
    { host: 'broker.lan', port: '1884' },
  ],
  [
    { kind: 'external', url: 'mqtt://broker.lan' },
    { host: 'broker.lan', port: '1883' },
  ],
  [
    { kind: 'external', url: 'broker' },
    { host: '–', port: '1883' },
  ],
] as const)('the broker %j is found at %j', (changed, address) => {
  expect(addressOfBroker({ ...formOf(STATE).broker, ...changed }, 'here')).toEqual(address);
});
