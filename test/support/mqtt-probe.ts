import { connectAsync, type IClientOptions, type IClientPublishOptions } from 'mqtt';
import { onTestFinished } from 'vitest';
import { createMessageQueue } from './message-queue.js';

export interface ProbeMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: number;
  readonly responseTopic?: string;
  readonly correlationData?: string;
}

/** A client of its own for tests, directly on the `mqtt` package. */
export interface Probe {
  /** Resolves when the broker has it (QoS 1) or when it is sent (QoS 0). */
  publish(topic: string, payload: string, options?: IClientPublishOptions): Promise<void>;
  /** Rejects when the broker refuses. From then on messages are kept for `nextMessage`. */
  subscribe(filter: string): Promise<void>;
  /** Takes the oldest message of this filter that was not taken yet, or waits for the next one. */
  nextMessage(filter: string): Promise<ProbeMessage>;
  /** Everything of this filter that was not taken yet. */
  untaken(filter: string): readonly ProbeMessage[];
  /** Breaks the connection without a word, as a power cut does: the broker publishes the last will. */
  kill(): void;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** @param options of the `mqtt` package; MQTT 3.1.1 unless `protocolVersion` is 5 */
export async function createProbe(url: string, options: IClientOptions = {}): Promise<Probe> {
  const client = await connectAsync(url, { reconnectPeriod: 0, ...options }, false);
  const queue = createMessageQueue<ProbeMessage>();
  client.on('message', (topic, payload, { retain, qos, properties = {} }) => {
    const { responseTopic, correlationData } = properties;
    queue.push({
      topic,
      payload: payload.toString(),
      retain,
      qos,
      ...(responseTopic !== undefined && { responseTopic }),
      ...(correlationData !== undefined && { correlationData: correlationData.toString() }),
    });
  });

  const closed = new Promise<void>((resolve) => client.once('close', resolve));

  async function close(): Promise<void> {
    if (client.connected) await client.endAsync();
    client.stream.destroy();
  }
  onTestFinished(close);

  return {
    async publish(topic, payload, publishOptions = {}) {
      await client.publishAsync(topic, payload, publishOptions);
    },
    async subscribe(filter) {
      await client.subscribeAsync(filter, { qos: 1 });
    },
    nextMessage: queue.next,
    untaken: queue.untaken,
    kill: () => client.stream.destroy(),
    closed,
    close,
  };
}
