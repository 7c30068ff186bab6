import { createServer } from 'node:net';
import { externalBrokerOptions } from '../config/broker-options.js';
import type { Config } from '../config/schema.js';
import type { Logger } from '../logger.js';
import { createMqttClient } from '../mqtt/mqtt-client.js';
import type { Finding } from '../setup/inspect-device.js';

const PATIENCE_MS = 5000;
const SILENT: Finding = { kind: 'problem', text: `the broker did not answer within ${PATIENCE_MS / 1000} s` };

/** The broker of the configuration: can ours listen, or does the external one let us in? */
export async function checkBroker(mqtt: Config['mqtt']): Promise<readonly Finding[]> {
  return mqtt.broker === 'embedded' ? checkEmbedded(mqtt.embedded) : [await checkExternal(mqtt)];
}

async function checkEmbedded({ host, port, users }: Config['mqtt']['embedded']): Promise<readonly Finding[]> {
  const busy = port !== 0 && !(await isFree(host, port));
  const where = `embedded, ${host}:${port}, ${users.length} users`;
  if (!busy) return [{ kind: 'ok', text: where }];
  return [{ kind: 'note', text: `${where}: the port is in use, by wattbridge itself if it is running` }];
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

async function checkExternal(config: Config['mqtt']): Promise<Finding> {
  let resolve: (finding: Finding) => void = () => undefined;
  const first = new Promise<Finding>((settle) => {
    resolve = settle;
  });
  const clientId = `wattbridge-check-${process.pid}`;
  const log = problemListener((text) => resolve({ kind: 'problem', text }));
  const mqtt = createMqttClient({ clientId, ...externalBrokerOptions(config) }, { log });
  mqtt.onConnect(() => resolve({ kind: 'ok', text: 'external, connected' }));
  const timer = setTimeout(() => resolve(SILENT), PATIENCE_MS);
  await mqtt.start();
  const finding = await first;
  clearTimeout(timer);
  await mqtt.stop();
  return finding;
}

/** The client tells its log what is wrong, in words for the owner. */
function problemListener(onProblem: (text: string) => void): Logger {
  const ignore = (): void => undefined;
  const tell = (_facts: unknown, message: string): void => onProblem(message);
  const log: Logger = {
    trace: ignore,
    debug: ignore,
    info: ignore,
    warn: tell,
    error: tell,
    child: () => log,
  };
  return log;
}
