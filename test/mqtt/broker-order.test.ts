import { expect, test } from 'vitest';
import { startBroker } from '../support/broker.js';
import { createProbe } from '../support/mqtt-probe.js';

test('no message is lost, nor overtaken by one of its quality, whatever is retained', async () => {
  const { url } = await startBroker();
  const reader = await createProbe(url);
  await reader.subscribe('#');
  const writer = await createProbe(url);
  const sent = Array.from({ length: 400 }, (_, n) => ({
    topic: `topic/${n}`,
    retain: n % 2 === 0,
    qos: n % 3 === 0 ? (1 as const) : (0 as const),
  }));
  await Promise.all(sent.map(({ topic, ...options }) => writer.publish(topic, 'x', options)));
  const heard: string[] = [];
  for (const _ of sent) heard.push((await reader.nextMessage('topic/+')).topic);
  for (const wanted of [0, 1]) {
    const topics = sent.filter(({ qos }) => qos === wanted).map(({ topic }) => topic);
    expect(heard.filter((topic) => topics.includes(topic))).toEqual(topics);
  }
});

test('overlapping subscriptions still get a message once', async () => {
  const { url } = await startBroker();
  const reader = await createProbe(url);
  await reader.subscribe('a/#');
  await reader.subscribe('a/b');
  const writer = await createProbe(url);
  await writer.publish('a/b', '1', { retain: true, qos: 1 });
  await writer.publish('end', '', { qos: 1 });
  await writer.publish('a/c', '2', { qos: 1 });
  await reader.nextMessage('a/c');
  expect(reader.untaken('a/b').map(({ payload }) => payload)).toEqual(['1']);
});
