import { describe, expect, it } from 'vitest';
import type { Datapoint, ValueType } from '../../src/devices/datapoint.js';
import { GOE_DATAPOINTS, goeCatalogue } from '../../src/devices/goe/catalogue.js';
import { POWEROPTI_DATAPOINTS } from '../../src/devices/poweropti/catalogue.js';
import { readCommand } from '../../src/devices/read-command.js';
import { componentMessages } from '../../src/homeassistant/config-messages.js';
import type { DiscoveryOptions } from '../../src/homeassistant/device-discovery.js';
import type { Component } from '../../src/homeassistant/discovery.js';
import { UNKNOWN_WORD } from '../../src/homeassistant/words.js';
import { ledgerDatapoints } from '../../src/ledger/ledger-catalogue.js';
import { SURPLUS_DATAPOINTS } from '../../src/surplus/catalogue.js';
import {
  type AnyComponent,
  deviceProblems,
  singleComponentProblems,
  stateProblem,
} from '../support/homeassistant-schema.js';
import { discoveryOf } from './device.js';
import { renderCommand, renderState } from './jinja.js';

const CATALOGUES: readonly (readonly [string, readonly Datapoint[]])[] = [
  ['go-e', GOE_DATAPOINTS],
  ['go-e with old firmware', [...goeCatalogue('053.1').values()]],
  ['poweropti', POWEROPTI_DATAPOINTS],
  ['surplus controller', SURPLUS_DATAPOINTS],
  ['ledger', ledgerDatapoints('EUR')],
];
const ALLOW_ALL = new Set(GOE_DATAPOINTS.map(({ key }) => key));
const MODES: readonly (readonly [string, Partial<DiscoveryOptions>])[] = [
  ['by default', {}],
  ['read-only', { readOnly: true }],
  ['with everything allowed and published', { allow: ALLOW_ALL, publishSecrets: true }],
];
const CASES = CATALOGUES.flatMap(([name, rows]) =>
  MODES.map(([mode, options]) => ({ name, mode, rows, options })),
);

/** What a key of a type may send, strange things included. */
const ANYTHING = [
  'null',
  'true',
  'false',
  '0',
  '1',
  '-7',
  '99',
  '3.14',
  '',
  'fault',
  'x'.repeat(400),
  '[]',
  '[1,2]',
  '{}',
];
const PAYLOADS: Readonly<Record<ValueType, readonly string[]>> = {
  boolean: ['true', 'false'],
  integer: ['0', '6', '86399', '1757053304000'],
  number: ['0', '-0.001', '17784955.25'],
  string: ['057.1', 'Wallbox'],
  array: ['[]', '[1,null,"fault"]'],
  object: ['{}', '{"a":{"b":[1]}}'],
};

describe.each(CASES)('$name $mode', ({ rows, options }) => {
  const { objectId, payload } = discoveryOf(rows, { options });
  const components = Object.values(payload.cmps);

  it('is a device that Home Assistant accepts', () => {
    expect(deviceProblems(payload)).toEqual([]);
  });

  it('is accepted as single components', () => {
    const messages = componentMessages('homeassistant', objectId, payload);
    expect(messages).toHaveLength(components.length);
    expect(messages.flatMap(({ topic, payload: text }) => singleComponentProblems(topic, text))).toEqual([]);
  });

  it('shows every value, and no value that Home Assistant would reject', () => {
    const problems = components.flatMap((component) =>
      payloadsOf(component, rows).flatMap((text) => {
        const problem = stateProblem(component as AnyComponent, renderedState(component, text));
        return problem === undefined ? [] : [`${component.unique_id} with ${text}: ${problem}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  it('sends commands that the bridge understands', () => {
    for (const component of components) {
      for (const text of commandsOf(component)) {
        const row = rowOf(component, rows);
        expect(() => row && readCommand(row, text), `${component.unique_id} ${text}`).not.toThrow();
      }
    }
  });
});

function rowOf(component: Component, rows: readonly Datapoint[]): Datapoint | undefined {
  const topic = String(component['command_topic'] ?? component['state_topic']);
  return rows.find(({ key }) => key === topic.split('/')[2]);
}

function payloadsOf(component: Component, rows: readonly Datapoint[]): readonly string[] {
  const topic = component['state_topic'];
  if (topic === undefined) return [];
  if (String(topic).endsWith('/state')) return snapshotsOf(rows);
  const row = rowOf(component, rows);
  if (component['device_class'] === 'timestamp') return ['null', '2026-06-21T10:00:00.000Z'];
  const bounds = row?.range === undefined ? [] : [row.range.min, row.range.max].map(String);
  const codes = Object.keys(row?.options ?? {}).map((code) =>
    code.startsWith('"') ? JSON.parse(code) : code,
  );
  return [...ANYTHING, ...bounds, ...codes, ...(row === undefined ? [] : PAYLOADS[row.type])];
}

/** Snapshots in which every key has the same strange value. */
function snapshotsOf(rows: readonly Datapoint[]): readonly string[] {
  const values = [
    'null',
    'true',
    '-7',
    '3.14',
    '"fault"',
    '[]',
    '[1,2]',
    '{}',
    JSON.stringify(Array(16).fill(230.5)),
  ];
  return values.map((value) => `{${rows.map(({ key }) => `${JSON.stringify(key)}:${value}`).join()}}`);
}

function renderedState(component: Component, payload: string): string {
  return renderState(String(component['value_template']), payload);
}

/** What Home Assistant would send for what can be chosen there. */
function commandsOf(component: Component): readonly string[] {
  const { p, command_topic, command_template, options, min, max } = component;
  if (command_topic === undefined) return [];
  const choose = (value: string | number): string =>
    command_template === undefined ? String(value) : renderCommand(String(command_template), value);
  switch (p) {
    case 'switch':
      return [String(component['payload_on']), String(component['payload_off'])];
    case 'button':
      return [String(component['payload_press'])];
    case 'select':
      return (options as readonly string[]).map(choose);
    case 'number':
      return [choose(Number(min)), choose(Number(max))];
    case 'text':
      return (component['pattern'] === undefined ? ['a text'] : ['00:00', '23:59:59']).map(choose);
    default:
      return [choose('a text')];
  }
}

describe('the curated entities', () => {
  const enabledOf = (rows: readonly Datapoint[]): readonly string[] =>
    Object.values(discoveryOf(rows).payload.cmps)
      .filter((component) => component['enabled_by_default'] === undefined)
      .map((component) => component.default_entity_id);

  it('are there without anybody doing anything', () => {
    expect(enabledOf(POWEROPTI_DATAPOINTS)).toEqual([
      'sensor.charger_1_7_0',
      'sensor.charger_1_8_0',
      'sensor.charger_2_8_0',
    ]);
    expect(enabledOf(GOE_DATAPOINTS)).toEqual(
      expect.arrayContaining([
        'number.charger_amp',
        'select.charger_frc',
        'sensor.charger_car',
        'sensor.charger_eto',
        'sensor.charger_nrg_power_total',
      ]),
    );
  });

  it('feed the energy dashboard', () => {
    const energy = { device_class: 'energy', state_class: 'total_increasing' };
    const meter = discoveryOf(POWEROPTI_DATAPOINTS).payload.cmps;
    expect(meter['sensor_1_8_0']).toMatchObject(energy);
    expect(meter['sensor_2_8_0']).toMatchObject(energy);
    expect(discoveryOf(GOE_DATAPOINTS).payload.cmps['sensor_eto']).toMatchObject(energy);
  });

  it('show a code that nobody knows as unknown, with the code', () => {
    const status = discoveryOf(GOE_DATAPOINTS).payload.cmps['sensor_modelStatus'];
    expect(renderState(String(status?.['value_template']), '77')).toBe(UNKNOWN_WORD);
    expect(JSON.parse(renderState(String(status?.['json_attributes_template']), '77'))).toEqual({ code: 77 });
  });
});
