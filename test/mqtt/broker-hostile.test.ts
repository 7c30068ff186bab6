import { connect } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBroker } from '../support/broker.js';
import { createMessageQueue } from '../support/message-queue.js';
import { createProbe } from '../support/mqtt-probe.js';

/** What every object of JavaScript has: whoever looks up a name from outside in one finds these. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

/** A client that says what no library would say; connected, by MQTT 3.1.1. */
async function createStranger(port = 0, clientId = 'stranger') {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  // A reset ends a connection as well as a farewell.
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const answers = createMessageQueue<{ readonly topic: string }>();
  const parse = parser().on('packet', ({ cmd }: Packet) => answers.push({ topic: cmd }));
  socket.on('data', (chunk) => parse.parse(chunk));
  const say = (...packets: Packet[]): void => {
    socket.write(Buffer.concat(packets.map((packet) => generate(packet))));
  };
  say({ cmd: 'connect', clientId, protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 0 });
  await answers.next('connack');
  return { say, answered: answers.next, untaken: answers.untaken, closed };
}

describe('the broker goes on', () => {
  it.each(NAMES)('when a client calls itself %s', async (clientId) => {
    const { broker, url } = await startBroker();
    const { say, answered } = await createStranger(broker.port, clientId);
    const probe = await createProbe(url);
    say({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a', qos: 0 }] });
    await answered('suback');
    await probe.publish('a', 'x', { qos: 1 });
    await answered('publish');
  });

  it.each(NAMES)('when a client subscribes to %s, and leaves it twice', async (topic) => {
    const { broker, url } = await startBroker();
    const { say, answered } = await createStranger(broker.port);
    const probe = await createProbe(url);
    const subscriptions = [
      { topic, qos: 0 as const },
      { topic: 'a', qos: 0 as const },
    ];
    say({ cmd: 'subscribe', messageId: 1, subscriptions });
    await answered('suback');
    await probe.publish(topic, 'x', { qos: 1 });
    await answered('publish');
    for (const messageId of [2, 3]) {
      say({ cmd: 'unsubscribe', messageId, unsubscriptions: [topic] });
      await answered('unsuback');
    }
    await probe.publish('a', 'x', { qos: 1 });
    await answered('publish');
  });

  it('when a client releases a message more often than it has sent it', async () => {
    const { broker } = await startBroker();
    const { say, answered } = await createStranger(broker.port);
    say({ cmd: 'publish', topic: 'a', payload: 'x', qos: 2, messageId: 7, dup: false, retain: false });
    await answered('pubrec');
    say(...Array.from({ length: 4 }, () => ({ cmd: 'pubrel', messageId: 7 }) as const));
    for (let n = 0; n < 4; n++) await answered('pubcomp');
  });
});

it('the broker cuts off whoever begins message after message of QoS 2 and finishes none', async () => {
  const { broker } = await startBroker();
  const { say, untaken, closed } = await createStranger(broker.port);
  for (let messageId = 1; messageId <= 2_000; messageId++) {
    say({ cmd: 'publish', topic: 'a', payload: 'x', qos: 2, messageId, dup: false, retain: false });
  }
  await closed;
  expect(untaken('pubrec').length).toBeLessThanOrEqual(1_000);
});
