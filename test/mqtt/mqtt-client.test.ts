import { describe, expect, it } from 'vitest';
import type { MqttMessage } from '../../src/mqtt/port.js';
import { createMessageQueue } from '../support/message-queue.js';
import { startMosquitto } from '../support/mosquitto.js';
import { startClient } from '../support/mqtt-client.js';
import { createProbe } from '../support/mqtt-probe.js';

describe.each([
  { protocol: '5', protocolVersion: 5 },
  { protocol: '3.1.1', protocolVersion: 4 },
] as const)('createMqttClient with Mosquitto and MQTT $protocol', ({ protocol, protocolVersion }) => {
  async function connect() {
    const mosquitto = await startMosquitto();
    const client = await startClient({ broker: { url: mosquitto.url }, protocol });
    await client.nextConnection();
    const probe = await createProbe(mosquitto.url, { protocolVersion });
    return { ...client, mosquitto, probe };
  }

  it('publishes with and without retain, with QoS 0 and 1', async () => {
    const { mqtt, probe } = await connect();
    await probe.subscribe('wattbridge/#');
    mqtt.publish('wattbridge/charger/amp', '16', { retain: true });
    mqtt.publish('wattbridge/charger/amp/result', 'ä', { qos: 1 });
    expect(await probe.nextMessage('wattbridge/charger/amp')).toMatchObject({ payload: '16', qos: 0 });
    expect(await probe.nextMessage('wattbridge/charger/amp/result')).toMatchObject({ payload: 'ä', qos: 1 });
    await probe.subscribe('wattbridge/+/amp');
    expect(await probe.nextMessage('wattbridge/charger/amp')).toMatchObject({ payload: '16', retain: true });
  });

  it('gives every listener a message once, though its filters overlap', async () => {
    const { mqtt, probe } = await connect();
    const first: string[] = [];
    const second = createMessageQueue<MqttMessage>();
    const listener = ({ topic }: MqttMessage): void => void first.push(topic);
    await mqtt.subscribe('a/#', listener);
    await mqtt.subscribe('a/+', listener);
    await mqtt.subscribe('+/b', second.push);
    await mqtt.subscribe('a/#', second.push);
    await probe.publish('a/b', '1', { qos: 1 });
    await probe.publish('a/c', '2', { qos: 1 });
    await second.next('a/c');
    expect(first).toEqual(['a/b', 'a/c']);
    expect(second.untaken('#').map(({ topic }) => topic)).toEqual(['a/b']);
  });

  it('gives a listener what is retained, flagged as such', async () => {
    const { listen, probe } = await connect();
    await probe.publish('wattbridge/charger/amp/set', '10', { qos: 1, retain: true });
    const commands = await listen('wattbridge/+/+/set');
    expect(await commands.next('#')).toEqual({
      topic: 'wattbridge/charger/amp/set',
      payload: '10',
      retain: true,
    });
  });

  it('does not let a listener that throws harm the others', async () => {
    const { mqtt, listen, log, probe } = await connect();
    const failure = new RangeError('broken listener');
    await mqtt.subscribe('a', () => {
      throw failure;
    });
    const messages = await listen('a');
    await probe.publish('a', '1', { qos: 1 });
    expect(await messages.next('a')).toMatchObject({ payload: '1' });
    expect(log.entries.filter(({ level }) => level === 'error')).toMatchObject([
      { facts: { err: failure, topic: 'a' } },
    ]);
  });

  it('comes back after the broker was gone, with its subscriptions and what it kept', async () => {
    const { mqtt, mosquitto, nextConnection, nextProblem, listen } = await connect();
    const commands = await listen('wattbridge/+/+/set');
    await mosquitto.kill();
    await nextProblem();
    expect(mqtt.connected).toBe(false);
    mqtt.publish('wattbridge/charger/availability', 'offline', { qos: 1, retain: true });
    mqtt.publish('wattbridge/charger/amp', 'dropped', { retain: true });
    await mosquitto.restart();
    await nextConnection();
    const again = await createProbe(mosquitto.url, { protocolVersion });
    await again.subscribe('wattbridge/#');
    expect(await again.nextMessage('wattbridge/#')).toMatchObject({
      topic: 'wattbridge/charger/availability',
      payload: 'offline',
    });
    await again.publish('wattbridge/charger/amp/set', '6', { qos: 1 });
    expect(await commands.next('#')).toMatchObject({ payload: '6', retain: false });
    expect(again.untaken('wattbridge/charger/amp')).toEqual([]);
  });

  it('subscribes to what was asked for while it was not connected', async () => {
    const mosquitto = await startMosquitto();
    await mosquitto.kill();
    const { listen, nextConnection } = await startClient({ broker: { url: mosquitto.url }, protocol });
    const messages = await listen('a/+');
    await mosquitto.restart();
    await nextConnection();
    const probe = await createProbe(mosquitto.url, { protocolVersion });
    await probe.publish('a/b', '1', { qos: 1 });
    expect(await messages.next('#')).toMatchObject({ topic: 'a/b' });
  });

  it('leaves a last will', async () => {
    const { mosquitto, probe } = await connect();
    const will = { topic: 'wattbridge/bridge/state', payload: 'offline', qos: 1, retain: true } as const;
    await probe.subscribe(will.topic);
    const options = { broker: { url: mosquitto.url }, protocol, will, clientId: 'with-will' };
    const first = await startClient(options);
    await first.nextConnection();
    // A second client with the same id makes the broker cut off the first one.
    await createProbe(mosquitto.url, { protocolVersion, clientId: 'with-will' });
    expect(await probe.nextMessage(will.topic)).toMatchObject({ payload: 'offline', qos: 1 });
  });

  it('sends what is queued before it stops, then disconnects without its last will', async () => {
    const { mosquitto, probe } = await connect();
    const will = { topic: 'wattbridge/bridge/state', payload: 'lost', qos: 1, retain: true } as const;
    await probe.subscribe('#');
    const { mqtt, nextConnection } = await startClient({
      ...{ broker: { url: mosquitto.url }, protocol, will, clientId: 'with-will' },
    });
    await nextConnection();
    for (let index = 0; index < 500; index++) mqtt.publish('a', String(index));
    mqtt.publish(will.topic, 'offline', { qos: 1, retain: true });
    await mqtt.stop();
    expect(mqtt.connected).toBe(false);
    expect(await probe.nextMessage(will.topic)).toMatchObject({ payload: 'offline' });
    await probe.publish('end', '', { qos: 1 });
    await probe.nextMessage('end');
    expect(probe.untaken('a')).toHaveLength(500);
    expect(probe.untaken(will.topic)).toEqual([]);
  });

  it('does not send a message whose topic would make the broker hang up', async () => {
    const { mqtt, log, probe } = await connect();
    await probe.subscribe('#');
    for (const topic of ['', 'a/#', '+', 'a\u0000b']) mqtt.publish(topic, 'x', { qos: 1 });
    mqtt.publish('good', 'x');
    await probe.nextMessage('good');
    expect(probe.untaken('#')).toEqual([]);
    expect(log.messages('warn')).toHaveLength(4);
  });
});

describe('createMqttClient with MQTT 5', () => {
  it('carries response topic and correlation data', async () => {
    const { url } = await startMosquitto();
    const { mqtt, nextConnection, listen } = await startClient({ broker: { url } });
    await nextConnection();
    const commands = await listen('wattbridge/+/+/set');
    const probe = await createProbe(url, { protocolVersion: 5 });
    await probe.subscribe('response/me');
    const properties = { responseTopic: 'response/me', correlationData: Buffer.from('id 7') };
    await probe.publish('wattbridge/charger/amp/set', '6', { qos: 1, properties });
    const { responseTopic = '', correlationData = Buffer.from('none') } = await commands.next('#');
    mqtt.publish(responseTopic, '{"ok":true}', { qos: 1, correlationData });
    expect(await probe.nextMessage('response/me')).toMatchObject({ correlationData: 'id 7' });
  });

  it('shows at once that a command was sent with the retain flag, and only a command', async () => {
    const { url } = await startMosquitto();
    const { nextConnection, listen } = await startClient({ broker: { url } });
    await nextConnection();
    const commands = await listen('wattbridge/+/+/set');
    const births = await listen('homeassistant/status');
    const probe = await createProbe(url);
    await probe.publish('wattbridge/charger/amp/set', '6', { qos: 1, retain: true });
    expect(await commands.next('#')).toMatchObject({ payload: '6', retain: true });
    await probe.publish('homeassistant/status', 'online', { qos: 1, retain: true });
    expect(await births.next('#')).toMatchObject({ payload: 'online', retain: false });
  });
});
