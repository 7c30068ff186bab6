import { describe, expect, it } from 'vitest';
import type { MqttMessage } from '../../src/mqtt/port.js';
import { createSubscriptions } from '../../src/mqtt/subscriptions.js';

function message(topic: string): MqttMessage {
  return { topic, payload: 'x', retain: false };
}

function create() {
  const errors: unknown[] = [];
  const received: string[] = [];
  const subscriptions = createSubscriptions((error, topic) => errors.push([error, topic]));
  const listener = (name: string) => () => void received.push(name);
  return { subscriptions, errors, received, listener };
}

describe('createSubscriptions', () => {
  it('calls every listener that matches, once', () => {
    const { subscriptions, received, listener } = create();
    const both = listener('both');
    subscriptions.add('a/#', both);
    subscriptions.add('a/b', both);
    subscriptions.add('a/b', both);
    subscriptions.add('a/b', listener('other'));
    subscriptions.add('c', listener('c'));
    subscriptions.deliver(message('a/b'));
    expect(received).toEqual(['both', 'other']);
  });

  it('takes one of the copies that a broker sends for overlapping subscriptions', () => {
    const { subscriptions, received, listener } = create();
    const both = listener('both');
    const wide = subscriptions.add('a/#', both);
    const narrow = subscriptions.add('a/b', both);
    subscriptions.add('a/b', listener('narrow'));
    subscriptions.deliver(message('a/b'), [wide.id]);
    subscriptions.deliver(message('a/b'), [narrow.id]);
    expect(received).toEqual(['both', 'narrow']);
  });

  it('takes a single copy that is for all subscriptions', () => {
    const { subscriptions, received, listener } = create();
    const wide = subscriptions.add('a/#', listener('wide'));
    const narrow = subscriptions.add('a/b', listener('narrow'));
    subscriptions.deliver(message('a/b'), [narrow.id, wide.id]);
    expect(received).toEqual(['wide', 'narrow']);
  });

  it('has one entry for a filter, however many listen', () => {
    const { subscriptions, listener } = create();
    subscriptions.add('a', listener('1'));
    subscriptions.add('b', listener('2'));
    subscriptions.add('a', listener('3'));
    expect(subscriptions.all.map(({ filter, id }) => [filter, id])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('tells of a listener that throws, and calls the others', () => {
    const { subscriptions, received, errors, listener } = create();
    const error = new RangeError('broken');
    subscriptions.add('a', () => {
      throw error;
    });
    subscriptions.add('a', listener('next'));
    subscriptions.deliver(message('a'));
    expect(received).toEqual(['next']);
    expect(errors).toEqual([[error, 'a']]);
  });
});
