import { connectAsync, type MqttClient } from 'mqtt';

/** A plain MQTT 3.1.1 client, as a dashboard would be one; keeps trying until the broker is there. */
export async function subscribe(
  url: string,
  filter: string,
  onMessage: (topic: string, payload: Buffer) => void,
): Promise<MqttClient> {
  const client = await connectEarly(url);
  client.on('message', onMessage);
  await client.subscribeAsync(filter);
  return client;
}

async function connectEarly(url: string): Promise<MqttClient> {
  for (;;) {
    try {
      return await connectAsync(url, { reconnectPeriod: 0, connectTimeout: 1000 }, false);
    } catch {
      // Not listening yet.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}
