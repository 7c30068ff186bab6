import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';

/** A plain MQTT 3.1.1 client, as a dashboard would be one; waits until the broker listens. */
export async function subscribe(
  url: string,
  filter: string,
  onMessage: (topic: string, payload: Buffer) => void,
): Promise<MqttClient> {
  await listening(new URL(url));
  const client = await connectAsync(url, { reconnectPeriod: 0 });
  client.on('message', onMessage);
  await client.subscribeAsync(filter);
  return client;
}

/** Knocks with plain TCP, which costs next to nothing while the program under test starts. */
async function listening({ hostname, port }: URL): Promise<void> {
  for (;;) {
    const socket = connect(Number(port), hostname);
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await delay(5);
    } finally {
      socket.destroy();
    }
  }
}
