/** MQTT as a port. The adapter on the `mqtt` package is mqtt-client.ts; tests use a recording fake. */

export interface MqttMessage {
  readonly topic: string;
  readonly payload: string;
  /**
   * The broker repeats a stored message. For filters that end in `/set` it is also true for a live command that was
   * sent with the flag, where the connection can tell: over MQTT 5, and in this process.
   */
  readonly retain: boolean;
  /** MQTT 5 only. */
  readonly responseTopic?: string;
  readonly correlationData?: Uint8Array;
}

export interface PublishOptions {
  readonly retain?: boolean;
  readonly qos?: 0 | 1;
  /** MQTT 5 only; ignored on 3.1.1. */
  readonly correlationData?: Uint8Array;
}

export type MessageListener = (message: MqttMessage) => void;

export interface MqttPort {
  readonly connected: boolean;

  /**
   * Hands a message to the connection and returns at once. While disconnected, QoS 0 is dropped (whoever publishes
   * retained state repeats it after reconnecting) and QoS 1 is kept and sent after reconnecting.
   */
  publish(topic: string, payload: string, options?: PublishOptions): void;

  /**
   * Listens to a topic filter, also after every reconnection. A listener that throws is logged and does not harm the
   * others. Resolves when the broker has acknowledged, or at once while disconnected; a refusal is logged. A second
   * listener on the same filter makes the broker repeat its retained messages to both.
   * @throws MqttError `invalid_filter`
   */
  subscribe(filter: string, listener: MessageListener): Promise<void>;

  /** Called after every successful connection, the first included, when all subscriptions stand. */
  onConnect(listener: () => void): void;
}
