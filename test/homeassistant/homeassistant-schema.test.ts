import { describe, expect, it } from 'vitest';
import { row } from '../support/fake-device.js';
import { deviceProblems, singleComponentProblems, stateProblem } from '../support/homeassistant-schema.js';
import { discoveryOf } from './device.js';

/** The schema is what the other tests lean on, so it has to be seen to complain. */
const { payload } = discoveryOf([
  row('car', { options: { 1: 'Idle' } }),
  row('amp', { access: 'R/W', range: { min: 6, max: 32 }, unit: 'A', entity: { deviceClass: 'current' } }),
  row('power', { unit: 'W', entity: { deviceClass: 'power', stateClass: 'measurement' } }),
]);

function withComponent(id: string, change: object): object {
  return { ...payload, cmps: { ...payload.cmps, [id]: { ...payload.cmps[id], ...change } } };
}

describe('deviceProblems', () => {
  it('has nothing against a good payload', () => {
    expect(deviceProblems(payload)).toEqual([]);
    expect(deviceProblems({ ...payload, cmps: { sensor_car: { p: 'sensor' } } })).toEqual([]);
  });

  it.each([
    ['an unknown option at the root', { ...payload, name: 'x' }],
    ['an unknown option of the device', { ...payload, dev: { ...payload.dev, color: 'red' } }],
    ['an unknown option of the origin', { ...payload, o: { ...payload.o, author: 'x' } }],
    ['a device without identifier', { ...payload, dev: { name: 'x' } }],
    ['no origin', { ...payload, o: undefined }],
    ['an unknown option of a component', withComponent('sensor_car', { object_id: 'x' })],
    ['an unknown platform', withComponent('sensor_car', { p: 'climate' })],
    ['an option of another platform', withComponent('sensor_car', { command_topic: 'a/set' })],
    ['an entity id of another platform', withComponent('sensor_car', { default_entity_id: 'number.car' })],
    ['an entity id without platform', withComponent('sensor_car', { default_entity_id: 'car' })],
    ['options with a unit', withComponent('sensor_car', { unit_of_measurement: 'A' })],
    ['options without their class', withComponent('sensor_car', { device_class: undefined })],
    ['an option that means no state', withComponent('sensor_car', { options: ['None'] })],
    ['the same option twice', withComponent('sensor_car', { options: ['Idle', 'Idle'] })],
    ['a unit of another class', withComponent('sensor_power', { unit_of_measurement: 'A' })],
    ['a state class of another class', withComponent('sensor_power', { state_class: 'total' })],
    ['an unknown class', withComponent('sensor_power', { device_class: 'strength' })],
    ['a number as a point in time', withComponent('sensor_power', { device_class: 'timestamp' })],
    ['config for something that is only read', withComponent('sensor_power', { entity_category: 'config' })],
    ['bounds the wrong way round', withComponent('number_amp', { min: 33 })],
    ['a step that is too fine', withComponent('number_amp', { step: 0.0001 })],
    ['a wildcard in a topic', withComponent('number_amp', { state_topic: 'wattbridge/+' })],
    ['a unique id twice', withComponent('number_amp', { unique_id: payload.cmps['sensor_car']?.unique_id })],
  ])('complains about %s', (_what, wrong) => {
    expect(deviceProblems(wrong)).not.toEqual([]);
  });
});

describe('singleComponentProblems', () => {
  it('complains about a topic that Home Assistant ignores', () => {
    const { p: _platform, ...component } = payload.cmps['sensor_car'] ?? { p: '' };
    const text = JSON.stringify({ dev: payload.dev, o: payload.o, ...component });
    expect(singleComponentProblems('homeassistant/sensor/a/b/config', text)).toEqual([]);
    expect(singleComponentProblems('homeassistant/sensor/a/1.7.0/config', text)).not.toEqual([]);
    expect(singleComponentProblems('homeassistant/number/a/b/config', text)).not.toEqual([]);
  });
});

describe('stateProblem', () => {
  it.each([
    [{ p: 'sensor', unit_of_measurement: 'W' }, '-12.5', 'W'],
    [{ p: 'sensor', options: ['Idle'] }, 'Idle', 'Charging'],
    [{ p: 'sensor', device_class: 'timestamp' }, '2026-06-21T10:00:00Z', '2026-06-21 10:00'],
    [{ p: 'sensor' }, 'x'.repeat(255), 'x'.repeat(256)],
    [{ p: 'number', min: 6, max: 16 }, '16', '17'],
    [{ p: 'select', options: ['Idle'] }, 'None', 'Charging'],
    [{ p: 'binary_sensor', payload_on: 'true', payload_off: 'false' }, 'true', 'True'],
    [{ p: 'switch', state_on: 'true', state_off: 'false' }, 'false', '0'],
    [{ p: 'text', max: 3 }, 'abc', 'abcd'],
    [{ p: 'text', max: 10 }, '', 'None'],
    [{ p: 'text', max: 5, pattern: '^\\d+$' }, '12', 'ab'],
  ])('of %o takes %s and not %s', (component, right, wrong) => {
    expect(stateProblem(component, right)).toBeUndefined();
    expect(stateProblem(component, wrong)).toBeTypeOf('string');
  });
});
