import { startApp } from './support/app-process.js';
import { startStub } from './support/devices.js';
import { type Figure, percentile } from './support/figures.js';
import { subscribe } from './support/subscriber.js';

const SAMPLES = 120;

/**
 * From the end of a device's answer to the retained value at a subscriber, the whole way: HTTP client, decoding,
 * change detection, MQTT client, embedded broker, subscriber. Stub meter and subscriber share this process's clock.
 */
export async function latency(): Promise<Figure[]> {
  const answeredMs = new Map<string, number>();
  let reading = 0;
  const meter = await startStub(() => {
    reading++;
    const body = JSON.stringify({
      timestamp: Math.floor(Date.now() / 1000),
      values: [{ obis: '1.7.0', value: reading }],
    });
    answeredMs.set(String(reading), performance.now());
    return body;
  });
  const app = await startApp(`meters: [{ host: '${meter.host}', api_key: 1097bd725557, interval_s: 1 }]\n`);
  const samples: number[] = [];
  await new Promise<void>((done) => {
    void subscribe(app.mqttUrl, 'wattbridge/meter/1.7.0', (_topic, payload) => {
      const sentMs = answeredMs.get(String(payload));
      if (sentMs !== undefined) samples.push(performance.now() - sentMs);
      if (samples.length === SAMPLES) done();
    }).then((client) => client.on('close', done));
  });
  await app.stop();
  meter.stop();
  const usable = samples.slice(5);
  return [
    {
      name: 'poll response → retained publish, p50',
      value: `${percentile(usable, 0.5).toFixed(2)} ms`,
      goal: '',
    },
    {
      name: 'poll response → retained publish, p99',
      value: `${percentile(usable, 0.99).toFixed(2)} ms`,
      goal: '≤ 10 ms',
    },
  ];
}
