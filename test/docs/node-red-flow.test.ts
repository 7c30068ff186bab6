import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { matchesFilter } from '../../src/mqtt/filter.js';
import { createTopics } from '../../src/mqtt/topics.js';
import { SURPLUS_MODES } from '../../src/surplus/settings.js';

interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly topic?: string;
  readonly payload?: string;
  readonly payloadType?: string;
  readonly retain?: string;
  readonly broker?: string;
  readonly credentials?: unknown;
  readonly wires?: readonly (readonly string[])[];
}

const FLOW: readonly FlowNode[] = JSON.parse(
  readFileSync(new URL('../../docs/node-red-flow.json', import.meta.url), 'utf8'),
);
const ofType = (type: string): readonly FlowNode[] => FLOW.filter((node) => node.type === type);
const topicsOf = (type: string): readonly string[] => ofType(type).map(({ topic = '' }) => topic);

it('holds together', () => {
  const ids = FLOW.map(({ id }) => id);
  const brokers = ofType('mqtt-broker').map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(FLOW.flatMap(({ wires = [] }) => wires.flat())));
  expect(brokers).toEqual(
    expect.arrayContaining(FLOW.flatMap(({ broker }) => (isId(broker) ? [broker] : []))),
  );
});

it('speaks the topics of the contract and retains no command', () => {
  const topics = createTopics('wattbridge');
  const meter = topics.device('meter');
  const charger = topics.device('charger');
  const surplus = topics.device('surplus/charger');
  expect(topicsOf('mqtt out')).toEqual([charger.keySet('amp'), surplus.keySet('mode')]);
  expect(ofType('mqtt out').map(({ retain }) => retain)).toEqual(['false', 'false']);
  const heard = [meter.key('1.7.0'), charger.keyResult('amp'), surplus.keyResult('mode')];
  expect(topicsOf('mqtt in').map((filter, index) => matchesFilter(filter, heard[index] ?? ''))).toEqual([
    true,
    true,
    true,
  ]);
});

it('sends modes that there are, and no password', () => {
  const modes = ofType('inject').flatMap(({ payload, payloadType }) =>
    payloadType === 'str' ? payload : [],
  );
  expect(modes).toHaveLength(2);
  expect(SURPLUS_MODES).toEqual(expect.arrayContaining(modes));
  expect(FLOW.every(({ credentials }) => credentials === undefined)).toBe(true);
});

/** A broker's configuration holds its address under the same name. */
function isId(broker: string | undefined): broker is string {
  return broker !== undefined && broker !== '127.0.0.1';
}
