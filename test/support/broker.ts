import { onTestFinished } from 'vitest';
import { type Broker, createBroker } from '../../src/mqtt/broker.js';
import type { BrokerOptions } from '../../src/mqtt/broker-options.js';
import { createRecordingLogger, type RecordingLogger } from './recording-logger.js';

export const CONTRACT = { topicBase: 'wattbridge', birthTopic: 'homeassistant/status' } as const;

export interface RunningBroker {
  readonly broker: Broker;
  readonly log: RecordingLogger;
  /** `mqtt://…`, or `mqtts://…` with TLS. */
  readonly url: string;
  readonly websocketUrl: string;
}

/** The embedded broker on ports that the system chooses; it stops at the end of the test. */
export async function startBroker(options: Partial<BrokerOptions> = {}): Promise<RunningBroker> {
  const log = createRecordingLogger();
  const broker = createBroker({ ...CONTRACT, port: 0, websocketPort: 0, ...options }, { log });
  onTestFinished(() => broker.stop());
  await broker.start();
  const secure = options.tls === undefined ? '' : 's';
  return {
    broker,
    log,
    url: `mqtt${secure}://127.0.0.1:${broker.port}`,
    websocketUrl: `ws${secure}://127.0.0.1:${broker.websocketPort}`,
  };
}
