import { startApp } from './support/app-process.js';
import { startStub } from './support/devices.js';
import { type Figure, percentile } from './support/figures.js';
import { subscribe } from './support/subscriber.js';

const RUNS = 10;

/** From the start of the process to the first value at a subscriber, with the embedded broker. */
export async function startup(): Promise<Figure[]> {
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run++) samples.push(await oneStart());
  const [median, worst] = [percentile(samples, 0.5), Math.max(...samples)];
  return [
    { name: `start → first publish, median of ${RUNS}`, value: `${median.toFixed(0)} ms`, goal: '≤ 500 ms' },
    { name: `start → first publish, worst of ${RUNS}`, value: `${worst.toFixed(0)} ms`, goal: '' },
  ];
}

async function oneStart(): Promise<number> {
  const meter = await startStub(() =>
    JSON.stringify({ timestamp: Math.floor(Date.now() / 1000), values: [{ obis: '1.7.0', value: 228 }] }),
  );
  const app = await startApp(`meters: [{ host: '${meter.host}', api_key: 1097bd725557 }]\n`);
  const firstMs = await new Promise<number>((resolve) => {
    void subscribe(app.mqttUrl, 'wattbridge/meter/1.7.0', () => resolve(performance.now()));
  });
  await app.stop();
  meter.stop();
  return firstMs - app.startedMs;
}
