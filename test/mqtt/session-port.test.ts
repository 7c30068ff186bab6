import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../src/mqtt/outbox.js';
import { createSessionPort, type Session } from '../../src/mqtt/session-port.js';
import type { Subscription } from '../../src/mqtt/subscriptions.js';
import { createRecordingLogger } from '../support/recording-logger.js';

/** A connection whose broker answers when the test says so. */
function createFakeSession() {
  const subscribed: Subscription[] = [];
  const published: OutgoingMessage[] = [];
  const settle: ((refusal?: Error) => void)[] = [];
  let refusal: Error | undefined;
  const session: Session = {
    async subscribe(subscription) {
      subscribed.push(subscription);
      return refusal;
    },
    publish(message, settled) {
      published.push(message);
      if (settled !== undefined) settle.push(settled);
    },
  };
  return {
    session,
    subscribed,
    published,
    /** The broker's answer to the oldest QoS 1 message without one. */
    answer: (error?: Error) => settle.shift()?.(error),
    refuseSubscriptions(error: Error) {
      refusal = error;
    },
  };
}

function create(maxKept = 3) {
  const log = createRecordingLogger();
  return { port: createSessionPort(log, maxKept), log };
}

const payloads = (messages: readonly OutgoingMessage[]): string[] => messages.map(({ payload }) => payload);

describe('createSessionPort', () => {
  it('drops QoS 0 and keeps QoS 1 while there is no connection', async () => {
    const { port } = create();
    port.publish('a', '0');
    port.publish('a', '1', { qos: 1 });
    const { session, published } = createFakeSession();
    await port.opened(session);
    expect(published).toEqual([{ topic: 'a', payload: '1', qos: 1, retain: false }]);
  });

  it('sends again what a lost connection had not acknowledged, in order', async () => {
    const { port } = create();
    const first = createFakeSession();
    await port.opened(first.session);
    for (const payload of ['1', '2', '3']) port.publish('a', payload, { qos: 1 });
    first.answer();
    port.closed();
    const second = createFakeSession();
    await port.opened(second.session);
    expect(payloads(second.published)).toEqual(['2', '3']);
    expect(port.unsent).toBe(2);
  });

  it('keeps the newest when there are too many, and says so once', async () => {
    const { port, log } = create(2);
    for (const payload of ['1', '2', '3', '4']) port.publish('a', payload, { qos: 1 });
    const { session, published } = createFakeSession();
    await port.opened(session);
    expect(payloads(published)).toEqual(['3', '4']);
    expect(log.messages('warn')).toHaveLength(1);
  });

  it('does not send again what the broker refused', async () => {
    const { port, log } = create();
    const { session, answer } = createFakeSession();
    await port.opened(session);
    port.publish('forbidden', 'x', { qos: 1 });
    answer(new RangeError('Not authorized'));
    expect(port.unsent).toBe(0);
    expect(log.entries).toMatchObject([{ level: 'warn', facts: { topic: 'forbidden' } }]);
  });

  it('restores all subscriptions before it is connected, and sends what it kept before anybody is told', async () => {
    const { port } = create();
    const events: string[] = [];
    await port.subscribe('a/#', () => undefined);
    await port.subscribe('b', () => undefined);
    port.publish('a', 'kept', { qos: 1 });
    port.onConnect(() => events.push(`told, connected: ${port.connected}`));
    await port.opened({
      async subscribe({ filter }) {
        events.push(`subscribed ${filter}, connected: ${port.connected}`);
        return undefined;
      },
      publish: ({ payload }) => void events.push(`sent ${payload}`),
    });
    expect(events).toEqual([
      'subscribed a/#, connected: false',
      'subscribed b, connected: false',
      'sent kept',
      'told, connected: true',
    ]);
  });

  it('is not connected when the connection ends while subscriptions are restored', async () => {
    const { port } = create();
    let told = 0;
    port.onConnect(() => told++);
    const opened = port.opened(createFakeSession().session);
    port.closed();
    await opened;
    expect({ connected: port.connected, told }).toEqual({ connected: false, told: 0 });
  });

  it('subscribes at once while it is connected', async () => {
    const { port } = create();
    const { session, subscribed } = createFakeSession();
    await port.opened(session);
    await port.subscribe('a', () => undefined);
    await port.subscribe('b', () => undefined);
    expect(subscribed).toMatchObject([
      { filter: 'a', id: 1 },
      { filter: 'b', id: 2 },
    ]);
  });

  it('logs a subscription that the broker refuses, and goes on', async () => {
    const { port, log } = create();
    const { session, refuseSubscriptions } = createFakeSession();
    refuseSubscriptions(new RangeError('Not authorized'));
    await port.subscribe('secret/#', () => undefined);
    await port.opened(session);
    expect(port.connected).toBe(true);
    expect(log.messages('error')).toEqual([expect.stringContaining('does not let us read secret/#')]);
  });

  it('refuses a filter that is none', async () => {
    await expect(create().port.subscribe('a/#/b', () => undefined)).rejects.toMatchObject({
      code: 'invalid_filter',
    });
  });

  it('does not let a listener for connections that throws harm the others', async () => {
    const { port, log } = create();
    let told = 0;
    port.onConnect(() => {
      throw new RangeError('broken');
    });
    port.onConnect(() => told++);
    await port.opened(createFakeSession().session);
    expect(told).toBe(1);
    expect(log.messages('error')).toHaveLength(1);
  });
});
