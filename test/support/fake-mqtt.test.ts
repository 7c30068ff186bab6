import { describe, expect, it } from 'vitest';
import { createFakeMqtt } from './fake-mqtt.js';

function connected() {
  const mqtt = createFakeMqtt();
  mqtt.connect();
  return mqtt;
}

describe('createFakeMqtt', () => {
  it('records what is published, and what a broker would keep of it', () => {
    const mqtt = connected();
    mqtt.publish('a', '1', { retain: true });
    mqtt.publish('a', '2', { retain: true, qos: 1 });
    mqtt.publish('b', '3');
    mqtt.publish('c', '4', { retain: true });
    mqtt.publish('c', '', { retain: true });
    expect(mqtt.sent('+')).toEqual(['1', '2', '3', '4', '']);
    expect(mqtt.messages[1]).toEqual({ topic: 'a', payload: '2', retain: true, qos: 1 });
    expect([...mqtt.retained]).toEqual([['a', '2']]);
  });

  it('hands out messages one by one, those that came before and those that come', async () => {
    const mqtt = connected();
    mqtt.publish('a', '1');
    const first = await mqtt.nextMessage('a');
    const second = mqtt.nextMessage('a');
    mqtt.publish('a', '2');
    expect([first.payload, (await second).payload]).toEqual(['1', '2']);
    await mqtt.expectSilence();
  });

  it('finds that it is not silent', async () => {
    const mqtt = connected();
    mqtt.publish('a', '1');
    await mqtt.expectSilence('b');
    await expect(mqtt.expectSilence()).rejects.toThrow();
    mqtt.skip();
    await mqtt.expectSilence();
  });

  it('drops QoS 0 and keeps QoS 1 while it is not connected', () => {
    const mqtt = createFakeMqtt();
    const events: string[] = [];
    mqtt.onConnect(() => events.push(`connected after ${mqtt.sent('#')}`));
    mqtt.publish('a', '0');
    mqtt.publish('a', '1', { qos: 1 });
    expect(mqtt.messages).toEqual([]);
    mqtt.connect();
    mqtt.disconnect();
    mqtt.publish('a', '2');
    expect(mqtt.sent('a')).toEqual(['1']);
    expect(events).toEqual(['connected after 1']);
  });

  it('delivers to each listener once', async () => {
    const mqtt = connected();
    const received: string[] = [];
    const listener = ({ payload, retain }: { payload: string; retain: boolean }): void => {
      received.push(`${payload} ${retain}`);
    };
    await mqtt.subscribe('a/+', listener);
    await mqtt.subscribe('a/#', listener);
    mqtt.deliver({ topic: 'a/b', payload: 'x' });
    mqtt.deliver({ topic: 'b', payload: 'y' });
    expect(received).toEqual(['x false']);
    expect(mqtt.filters).toEqual(['a/+', 'a/#']);
  });
});
