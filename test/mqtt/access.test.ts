import { describe, expect, it } from 'vitest';
import { accessRules, isSetTopic, mayPublish, maySubscribe } from '../../src/mqtt/access.js';

const NAMES = { topicBase: 'home/energy', birthTopic: 'homeassistant/status' };

describe('the profiles', () => {
  const topics = {
    command: 'home/energy/charger/amp/set',
    commands: 'home/energy/charger/set',
    setting: 'home/energy/surplus/charger/mode/set',
    birth: 'homeassistant/status',
    value: 'home/energy/charger/amp',
    state: 'home/energy/bridge/state',
    discovery: 'homeassistant/device/charger/config',
    elsewhere: 'zigbee2mqtt/lamp/set',
    brokers: '$SYS/broker/version',
  };

  it.each([
    ['full', ['command', 'commands', 'setting', 'birth', 'value', 'state', 'discovery', 'elsewhere']],
    ['control', ['command', 'commands', 'setting', 'birth']],
    ['read_only', []],
  ] as const)('%s may publish: %j', (profile, allowed) => {
    const rules = accessRules({ profile }, NAMES);
    const may = Object.entries(topics).filter(([, topic]) => mayPublish(rules, topic));
    expect(may.map(([name]) => name)).toEqual(allowed);
  });

  it.each(['full', 'control', 'read_only'] as const)('%s may read everything but $SYS', (profile) => {
    const rules = accessRules({ profile }, NAMES);
    expect(maySubscribe(rules, '#')).toBe(true);
    expect(maySubscribe(rules, 'home/energy/+/state')).toBe(true);
    expect(maySubscribe(rules, '$SYS/#')).toBe(false);
    expect(maySubscribe(rules, '$share/group/home/#')).toBe(false);
  });

  it('is control when nothing is said', () => {
    expect(accessRules({}, NAMES)).toEqual(accessRules({ profile: 'control' }, NAMES));
  });
});

describe('own lists', () => {
  it('take the place of the half of the profile that they are for', () => {
    const rules = accessRules({ profile: 'read_only', publish: ['home/energy/charger/amp/set'] }, NAMES);
    expect(rules.publish).toEqual(['home/energy/charger/amp/set']);
    expect(maySubscribe(rules, '#')).toBe(true);
  });

  it('can allow nothing at all', () => {
    const rules = accessRules({ profile: 'full', publish: [], subscribe: [] }, NAMES);
    expect(mayPublish(rules, 'a')).toBe(false);
    expect(maySubscribe(rules, 'a')).toBe(false);
  });

  it.each([
    ['home/#', true],
    ['home/energy/charger/#', true],
    ['home/+/charger', true],
    ['#', false],
    ['+/energy', false],
  ])('decide whether all of %s may be read: %s', (filter, allowed) =>
    expect(maySubscribe({ publish: [], subscribe: ['home/#'] }, filter)).toBe(allowed),
  );

  it('can open $SYS for reading, never for writing', () => {
    const rules = { publish: ['$SYS/#', '#'], subscribe: ['$SYS/#'] };
    expect(maySubscribe(rules, '$SYS/#')).toBe(true);
    expect(mayPublish(rules, '$SYS/broker')).toBe(false);
  });
});

describe('isSetTopic', () => {
  it.each([
    ['home/energy/charger/amp/set', true],
    ['home/energy/charger/set', true],
    ['home/energy/surplus/charger/mode/set', true],
    ['home/energy/charger/reset', false],
    ['home/energy/charger/amp', false],
    ['home/energysaver/lamp/set', false],
  ])('%s: %s', (topic, is) => expect(isSetTopic('home/energy', topic)).toBe(is));
});
