import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/clock.js';
import { createMqttClient, type MqttClient } from '../../src/mqtt/mqtt-client.js';
import type { MqttClientOptions } from '../../src/mqtt/mqtt-client-options.js';
import type { MqttMessage } from '../../src/mqtt/port.js';
import { systemClock } from '../../src/system-clock.js';
import { createMessageQueue, type MessageQueue } from './message-queue.js';
import { createRecordingLogger, type LogEntry, type RecordingLogger } from './recording-logger.js';

/** Waits hardly at all, so that reconnecting takes no time. */
const impatient: Clock = { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(1, signal) };

export interface RunningClient {
  readonly mqtt: MqttClient;
  readonly log: RecordingLogger;
  /** Resolves once for every connection, those before the call included. */
  nextConnection(): Promise<void>;
  /** Resolves with the first line of the log at `error`, also when it is there already. */
  firstError(): Promise<LogEntry>;
  /** Subscribes, and keeps the messages for the test. */
  listen(filter: string): Promise<MessageQueue<MqttMessage>>;
}

/** The client under test, started, without waits between its attempts; it stops at the end of the test. */
export async function startClient(
  options: Partial<MqttClientOptions> & Pick<MqttClientOptions, 'broker'>,
): Promise<RunningClient> {
  const log = createRecordingLogger();
  let tell: (entry: LogEntry) => void = () => undefined;
  const error = new Promise<LogEntry>((resolve) => {
    tell = resolve;
  });
  const telling = {
    ...log,
    error(facts: LogEntry['facts'], message: string) {
      log.error(facts, message);
      tell({ level: 'error', message, facts });
    },
  };
  const mqtt = createMqttClient({ clientId: 'under-test', ...options }, { log: telling, clock: impatient });
  const connections = createMessageQueue<{ readonly topic: string }>();
  mqtt.onConnect(() => connections.push({ topic: 'connected' }));
  onTestFinished(() => mqtt.stop());
  await mqtt.start();
  return {
    mqtt,
    log,
    async nextConnection() {
      await connections.next('connected');
    },
    firstError: () => error,
    async listen(filter) {
      const messages = createMessageQueue<MqttMessage>();
      await mqtt.subscribe(filter, messages.push);
      return messages;
    },
  };
}
