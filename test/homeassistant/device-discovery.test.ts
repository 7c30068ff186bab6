import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Datapoint, Entity, Part } from '../../src/devices/datapoint.js';
import { row } from '../support/fake-device.js';
import { deviceProblems } from '../support/homeassistant-schema.js';
import { componentsOf, discoveryOf } from './device.js';
import { renderState } from './jinja.js';

const AMP = row('amp', {
  name: 'Requested current',
  access: 'R/W',
  unit: 'A',
  range: { min: 6, max: 32, step: 1 },
  entity: { deviceClass: 'current', category: 'primary', enabled: true },
});
const FORCE = row('frc', { access: 'R/W', options: { 0: 'Neutral', 1: 'Off', 2: 'On' } });
const LIVE: Entity = {
  deviceClass: 'power',
  stateClass: 'measurement',
  precision: 0,
  expireAfterS: 60,
  enabled: true,
};
const POWER: Part = {
  name: 'power_total',
  path: [11],
  label: 'Power total',
  type: 'number',
  unit: 'W',
  entity: LIVE,
};

describe('the device', () => {
  it('says what it is, who announces it, and when it is available', () => {
    const { objectId, payload } = discoveryOf([AMP], {
      device: {
        id: 'charger',
        identity: {
          manufacturer: 'go-e',
          model: 'go-eCharger',
          name: 'Garage',
          serialNumber: '123456',
          softwareVersion: '60.4',
          hardwareVersion: '3',
          configurationUrl: 'http://192.168.1.60',
        },
        suggestedArea: 'Garage',
      },
    });
    expect(objectId).toBe('wattbridge_charger');
    expect(payload).toMatchObject({
      dev: {
        ids: ['wattbridge_charger'],
        name: 'Garage',
        mf: 'go-e',
        mdl: 'go-eCharger',
        sn: '123456',
        sw: '60.4',
        hw: '3',
        cu: 'http://192.168.1.60',
        sa: 'Garage',
        via_device: 'wattbridge_bridge',
      },
      o: { name: 'wattbridge', sw: '1.0.0' },
      availability: [{ topic: 'wattbridge/bridge/state' }, { topic: 'wattbridge/charger/availability' }],
      availability_mode: 'all',
    });
    expect(deviceProblems(payload)).toEqual([]);
  });

  it('has the name of the owner, else its own, else that of its model', () => {
    const identity = { manufacturer: 'go-e', model: 'Charger' };
    const nameOf = (device: object) =>
      discoveryOf([], { device: { id: 'charger', identity, ...device } }).payload.dev['name'];
    expect(nameOf({ name: 'Wallbox', identity: { ...identity, name: 'Garage' } })).toBe('Wallbox');
    expect(nameOf({ identity: { ...identity, name: 'Garage' } })).toBe('Garage');
    expect(nameOf({})).toBe('go-e Charger');
  });

  it('leaves out an address that is no web page', () => {
    const identity = { manufacturer: 'go-e', model: 'Charger', configurationUrl: 'wallbox.local' };
    const { payload } = discoveryOf([], { device: { id: 'charger', identity } });
    expect(payload.dev).not.toHaveProperty('cu');
    expect(deviceProblems(payload)).toEqual([]);
  });
});

describe('platforms', () => {
  const table: readonly (readonly [string, Partial<Datapoint>, string, object])[] = [
    [
      'a truth that is read',
      { type: 'boolean' },
      'binary_sensor',
      { payload_on: 'true', payload_off: 'false' },
    ],
    [
      'a truth that is written',
      { type: 'boolean', access: 'R/W' },
      'switch',
      { payload_on: 'true', state_on: 'true' },
    ],
    ['a truth that is only written', { type: 'boolean', access: 'W' }, 'button', { payload_press: 'true' }],
    ['an order', { access: 'W', entity: { press: '3' } }, 'button', { payload_press: '3' }],
    [
      'codes that are read',
      { options: { 0: 'Idle' } },
      'sensor',
      { device_class: 'enum', options: ['Idle', 'Unknown value'] },
    ],
    [
      'codes that are written',
      { access: 'R/W', options: { 0: 'Idle', 1: 'On' } },
      'select',
      { options: ['Idle', 'On'] },
    ],
    [
      'a number that is read',
      { unit: 'W', entity: { deviceClass: 'power', stateClass: 'measurement', precision: 0 } },
      'sensor',
      {
        device_class: 'power',
        state_class: 'measurement',
        unit_of_measurement: 'W',
        suggested_display_precision: 0,
      },
    ],
    [
      'a number that is written',
      { access: 'R/W', range: { min: 0, max: 5000, step: 10 } },
      'number',
      { min: 0, max: 5000, step: 10, mode: 'box' },
    ],
    [
      'a number in tiny steps',
      { access: 'R/W', range: { min: 0, max: 1, step: 0.0001 } },
      'number',
      { step: 0.001 },
    ],
    [
      'a number in few steps',
      { access: 'R/W', range: { min: 6, max: 32 } },
      'number',
      { step: 1, mode: 'slider' },
    ],
    [
      'a number without bounds',
      { access: 'R/W', type: 'number' },
      'number',
      { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, step: 0.001 },
    ],
    [
      'a number in another unit',
      {
        access: 'R/W',
        unit: 'ms',
        range: { min: 0, max: 3_600_000 },
        entity: { unit: 'min', scale: 1 / 60_000, deviceClass: 'duration' },
      },
      'number',
      { min: 0, max: 60, step: 1, unit_of_measurement: 'min' },
    ],
    ['a text that is read', { type: 'string' }, 'sensor', {}],
    ['a text that is written', { type: 'string', access: 'R/W', maxLength: 64 }, 'text', { max: 64 }],
    ['a text of any length', { type: 'string', access: 'R/W' }, 'text', { max: 255 }],
    [
      'a time of day',
      { access: 'R/W', entity: { timeOfDay: true } },
      'text',
      { max: 8, pattern: expect.any(String) },
    ],
    ['an array', { type: 'array' }, 'sensor', { json_attributes_topic: 'wattbridge/charger/key' }],
    ['an object that is written', { type: 'object', access: 'R/W' }, 'sensor', {}],
    ['a number shown only', { access: 'R/W', entity: { platform: 'sensor' } }, 'sensor', {}],
    [
      '1 and 0 as a switch',
      { access: 'R/W', entity: { platform: 'switch' } },
      'switch',
      { payload_on: '1', payload_off: '0' },
    ],
  ];

  it.each(table)('%s', (_what, more, platform, config) => {
    const rows = [row('key', more)];
    expect(componentsOf(rows)['key']).toMatchObject({ p: platform, ...config });
    expect(deviceProblems(discoveryOf(rows).payload)).toEqual([]);
  });

  it('gives a number that may be absent a button that clears it', () => {
    const components = componentsOf([row('dwo', { name: 'Energy limit', access: 'R/W', nullable: true })]);
    expect(components['dwo']).toMatchObject({ p: 'number' });
    expect(components['dwo_clear']).toMatchObject({
      p: 'button',
      name: 'Energy limit: clear',
      payload_press: 'null',
      command_topic: 'wattbridge/charger/dwo/set',
    });
  });

  it('shows nothing of a row without entity', () => {
    expect(componentsOf([row('ids', { access: 'W', type: 'object', entity: false })])).toEqual({});
  });

  it('takes a class that only controls have away from a sensor', () => {
    const rows = [row('sw', { type: 'boolean', entity: { deviceClass: 'switch' } })];
    expect(componentsOf(rows)['sw']).not.toHaveProperty('device_class');
  });
});

describe('a component', () => {
  it('names its topics, and stands among the controls', () => {
    expect(componentsOf([AMP])['amp']).toEqual({
      p: 'number',
      name: 'Requested current',
      unique_id: 'wattbridge_charger_amp',
      default_entity_id: 'number.charger_amp',
      state_topic: 'wattbridge/charger/amp',
      command_topic: 'wattbridge/charger/amp/set',
      qos: 1,
      device_class: 'current',
      unit_of_measurement: 'A',
      min: 6,
      max: 32,
      step: 1,
      mode: 'slider',
      value_template: expect.any(String),
    });
  });

  it('is disabled and out of the way unless its row says otherwise', () => {
    expect(componentsOf([FORCE])['frc']).toMatchObject({
      enabled_by_default: false,
      entity_category: 'config',
    });
    expect(componentsOf([row('rbt')])['rbt']).toMatchObject({
      enabled_by_default: false,
      entity_category: 'diagnostic',
    });
    expect(componentsOf([AMP])['amp']).not.toHaveProperty('enabled_by_default');
    expect(componentsOf([AMP])['amp']).not.toHaveProperty('entity_category');
  });

  it('offers no more than the device allows at present', () => {
    const limits = new Map([['amp', { min: 6, max: 16 }]]);
    expect(componentsOf([AMP], { limits })['amp']).toMatchObject({ min: 6, max: 16, step: 1 });
  });

  it('stands for each part of a compound value instead of the whole', () => {
    const rows = [row('nrg', { type: 'array', parts: [POWER, { ...POWER, name: 'raw', entity: false }] })];
    expect(Object.keys(componentsOf(rows))).toEqual(['nrg_power_total']);
    expect(componentsOf(rows)['nrg_power_total']).toMatchObject({
      name: 'Power total',
      default_entity_id: 'sensor.charger_nrg_power_total',
    });
  });

  it('takes live values that expire from the snapshot, which also comes when they stay the same', () => {
    const rows = [
      row('nrg', { type: 'array', parts: [POWER] }),
      row('1.7.0', { type: 'number', entity: LIVE }),
    ];
    const components = componentsOf(rows);
    for (const [id, state] of [
      ['nrg_power_total', '11'],
      ['1_7_0', '-228'],
    ] as const) {
      const component: Readonly<Record<string, unknown>> = components[id] ?? {};
      expect(component).toMatchObject({ state_topic: 'wattbridge/charger/state', expire_after: 60 });
      const template = String(component['value_template']);
      const snapshot = { '1.7.0': -228, nrg: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] };
      expect(renderState(template, JSON.stringify(snapshot))).toBe(state);
      expect(renderState(template, '{"nrg":null}')).toBe('None');
    }
  });

  it('stands for the whole if none of the parts is there', () => {
    const { payload } = discoveryOf([], {
      ...{
        present: [{ datapoint: row('nrg', { type: 'array', parts: [POWER] }), parts: new Set<string>() }],
      },
    });
    expect(Object.keys(payload.cmps)).toEqual(['sensor_nrg']);
  });

  it('shows a moment that was derived', () => {
    const at: Part = { name: 'at', path: [], derive: 'boot_time_plus', label: 'Last change', type: 'string' };
    const components = componentsOf([row('lmsc', { parts: [at] })]);
    expect(Object.keys(components)).toEqual(['lmsc', 'lmsc_at']);
    expect(components['lmsc_at']).toMatchObject({ p: 'sensor', device_class: 'timestamp' });
  });

  it('shows a key that nobody knows as it is', () => {
    const { payload } = discoveryOf([], { unknownKeys: ['new/key'] });
    expect(payload.cmps['sensor_new_key']).toMatchObject({
      name: 'new/key',
      state_topic: 'wattbridge/charger/new_key',
      enabled_by_default: false,
      entity_category: 'diagnostic',
    });
  });
});

describe('what the owner allows', () => {
  const writable: readonly Datapoint[] = [
    AMP,
    FORCE,
    row('fna', { type: 'string', access: 'R/W' }),
    row('fup', { type: 'boolean', access: 'R/W', entity: { deviceClass: 'switch', category: 'config' } }),
    row('att', { access: 'R/W', entity: { timeOfDay: true } }),
    row('dwo', { access: 'R/W', nullable: true }),
    row('rst', { type: 'boolean', access: 'W' }),
  ];

  it('offers nothing to write in read-only mode', () => {
    const components = Object.values(componentsOf(writable, { options: { readOnly: true } }));
    expect(components.map(({ p }) => p)).toEqual([
      ...['sensor', 'sensor', 'sensor', 'binary_sensor', 'sensor', 'sensor'],
    ]);
    expect(components.some((component) => 'command_topic' in component)).toBe(false);
    expect(deviceProblems(discoveryOf(writable, { options: { readOnly: true } }).payload)).toEqual([]);
  });

  it('offers a dangerous key only if the configuration lists it', () => {
    const rows = [
      row('wda', { type: 'boolean', access: 'R/W', guarded: true }),
      row('rst', { type: 'boolean', access: 'W', guarded: true }),
    ];
    expect(Object.values(componentsOf(rows)).map(({ p }) => p)).toEqual(['binary_sensor']);
    const allow = new Set(['wda', 'rst']);
    expect(Object.values(componentsOf(rows, { options: { allow } })).map(({ p }) => p)).toEqual([
      'switch',
      'button',
    ]);
  });

  it('shows of a secret only that it is there, unless secrets are published', () => {
    const rows = [
      row('wifi_key', { type: 'string', access: 'R/W', secret: true }),
      row('cards', {
        type: 'array',
        parts: [{ name: 'id_1', path: [0], label: 'Card 1', type: 'number', unit: 'A', secret: true }],
      }),
    ];
    expect(componentsOf(rows)).toMatchObject({
      wifi_key: { p: 'sensor', enabled_by_default: false },
      cards_id_1: { p: 'sensor', enabled_by_default: false },
    });
    expect(componentsOf(rows)['cards_id_1']).not.toHaveProperty('unit_of_measurement');
    const open = componentsOf(rows, { options: { publishSecrets: true } });
    expect(open).toMatchObject({ wifi_key: { p: 'text' }, cards_id_1: { unit_of_measurement: 'A' } });
  });
});

describe('any keys', () => {
  it('make a payload that Home Assistant accepts', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(key), fc.uniqueArray(key), (known, unknownKeys) => {
        const { payload } = discoveryOf(
          known.map((name) => row(name, { name: 'Known' })),
          { unknownKeys: unknownKeys.filter((name) => !known.includes(name)) },
        );
        expect(deviceProblems(payload)).toEqual([]);
      }),
    );
  });
});
