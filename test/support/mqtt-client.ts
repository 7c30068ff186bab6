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
  /** Takes the oldest line about an attempt that failed or a connection that was lost, or waits for the next one. */
  nextProblem(): Promise<LogEntry>;
  /** Subscribes, and keeps the messages for the test. */
  listen(filter: string): Promise<MessageQueue<MqttMessage>>;
}

/** The client under test, started, without waits between its attempts; it stops at the end of the test. */
export async function startClient(
  options: Partial<MqttClientOptions> & Pick<MqttClientOptions, 'broker'>,
): Promise<RunningClient> {
  const log = createRecordingLogger();
  const problems = createMessageQueue<LogEntry & { readonly topic: string }>();
  const tell = (level: 'debug' | 'error') => (facts: LogEntry['facts'], message: string) => {
    log[level](facts, message);
    if ('waitMs' in facts) problems.push({ topic: 'problem', level, message, facts });
  };
  const telling = { ...log, debug: tell('debug'), error: tell('error') };
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
    nextProblem: () => problems.next('problem'),
    async listen(filter) {
      const messages = createMessageQueue<MqttMessage>();
      await mqtt.subscribe(filter, messages.push);
      return messages;
    },
  };
}
