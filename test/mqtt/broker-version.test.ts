import { expect, it } from 'vitest';
import { startBroker } from '../support/broker.js';
import { createProbe } from '../support/mqtt-probe.js';

it('a client that speaks MQTT 5 hears that the broker does not, and the owner reads it once', async () => {
  const { url, websocketUrl, log } = await startBroker();
  for (const address of [url, websocketUrl, url]) {
    await expect(createProbe(address, { protocolVersion: 5 })).rejects.toMatchObject({ code: 1 });
  }
  expect(log.entries.filter(({ message }) => message.includes('MQTT 5'))).toMatchObject([
    { level: 'info', facts: { address: '127.0.0.1' } },
    { level: 'debug' },
    { level: 'debug' },
  ]);
  const probe = await createProbe(url);
  await probe.publish('a', 'x', { qos: 1 });
  expect(log.messages('info').filter((message) => message.includes('MQTT 5'))).toHaveLength(1);
});
