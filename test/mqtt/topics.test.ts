import { describe, expect, it } from 'vitest';
import { payloadOf } from '../../src/mqtt/payload.js';
import { createTopics, topicSegment } from '../../src/mqtt/topics.js';

describe('createTopics', () => {
  const topics = createTopics('wattbridge').device('charger');

  it('names the topics of the contract', () => {
    expect(createTopics('home/energy').role('bridge').state).toBe('home/energy/bridge/state');
    expect(topics.key('amp')).toBe('wattbridge/charger/amp');
    expect(topics.part('nrg', 'power_total')).toBe('wattbridge/charger/nrg/power_total');
    expect(topics.keySet('amp')).toBe('wattbridge/charger/amp/set');
    expect(topics.keyOfSet(topics.keySet('amp'))).toBe('amp');
    expect(topics.keyResult('amp')).toBe('wattbridge/charger/amp/result');
  });

  it.each([
    ['1.7.0', '1.7.0'],
    ['1-0:1.8.0*255', '1-0:1.8.0*255'],
    ['a/b', 'a_b'],
    ['#', '_'],
    ['+', '_'],
    ['a b\u0000c', 'a_b_c'],
    ['state', 'state_'],
    ['set', 'set_'],
    ['', '_'],
  ])('makes %j one segment: %j', (key, segment) => expect(topicSegment(key)).toBe(segment));
});

describe('payloadOf', () => {
  it.each([
    ['#00FFFF', '#00FFFF'],
    [16, '16'],
    [null, 'null'],
    [true, 'true'],
    [[1, null], '[1,null]'],
    [{ a: 'b' }, '{"a":"b"}'],
  ])('writes %j as %s', (value, text) => expect(payloadOf(value)).toBe(text));
});
