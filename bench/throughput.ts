import { createBridge } from '../src/bridge/bridge.js';
import type { Device } from '../src/devices/device.js';
import { createLogger } from '../src/log.js';
import { createBroker } from '../src/mqtt/broker.js';
import { createMqttClient } from '../src/mqtt/mqtt-client.js';
import { systemClock } from '../src/system-clock.js';
import type { Figure } from './support/figures.js';
import { subscribe } from './support/subscriber.js';

const KEYS = 250;
const DEVICES = 10;
const SECONDS = 10;

/** Changed values a second that get from readings, through the bridge and the embedded broker, to a subscriber. */
export async function throughput(): Promise<Figure[]> {
  const log = createLogger({ level: 'warn', format: 'json' });
  const broker = createBroker(
    { port: 0, websocketPort: null, topicBase: 'wattbridge', birthTopic: 'homeassistant/status' },
    { log },
  );
  await broker.start();
  const mqtt = createMqttClient({ broker, clientId: 'bench' }, { log, clock: systemClock });
  await mqtt.start();
  let received = 0;
  const count = (topic: string): void => {
    if (!topic.endsWith('/state')) received++;
  };
  const dashboard = await subscribe(`mqtt://127.0.0.1:${broker.port}`, 'wattbridge/+/+', count);
  const bridge = createBridge(
    {
      topicBase: 'wattbridge',
      version: 'bench',
      devices: Array.from({ length: DEVICES }, (_, n) => bridged(n)),
    },
    { mqtt, clock: systemClock, log },
  );
  const startMs = performance.now();
  await bridge.start();
  await systemClock.sleep(SECONDS * 1000);
  const rate = received / ((performance.now() - startMs) / 1000);
  await bridge.stop();
  await dashboard.endAsync(true);
  await mqtt.stop();
  await broker.stop();
  return [{ name: 'changed values through the bridge', value: `${Math.round(rate)} /s`, goal: '≥ 10000 /s' }];
}

function bridged(n: number) {
  return {
    device: chatterbox(`device${n}`),
    staleAfterMs: 30_000,
    confirmTimeoutMs: 5000,
    policy: { readOnly: true, allow: new Set<string>() },
    publishSecrets: false,
  };
}

/** A device all of whose values change with every answer. */
function chatterbox(id: string): Device {
  let reading = 0;
  return {
    id,
    kind: 'chatterbox',
    identity: { manufacturer: 'bench', model: 'chatterbox' },
    pollIntervalMs: 100,
    datapoint: () => undefined,
    advice: () => [],
    async poll() {
      reading++;
      const values = new Map(Array.from({ length: KEYS }, (_, key) => [`k${key}`, reading + key]));
      return { values, receivedAtMs: systemClock.now(), asked: 'all' };
    },
  };
}
