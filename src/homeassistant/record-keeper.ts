import type { Logger } from '../logger.js';
import type { MqttMessage, MqttPort } from '../mqtt/port.js';
import { type AnnouncedDevice, readRecord } from './announced.js';

/**
 * Keeps what was announced on a retained topic of our own, so that a later run with another configuration knows what
 * there is to take back.
 */
export interface RecordKeeper {
  readonly devices: readonly (readonly [objectId: string, device: AnnouncedDevice])[];
  get(objectId: string): AnnouncedDevice | undefined;
  /** Notes what was announced, or that nothing is any more, and lets the broker keep it. */
  set(objectId: string, device: AnnouncedDevice | undefined): void;
  /** Takes over the record of the last run, when it comes. */
  listen(): Promise<void>;
  /** From now on the record is ours; what still comes is only an echo. */
  own(): void;
  /** Lets the broker keep the record once more: it may be another one, or one that forgets. */
  repeat(): void;
}

export interface RecordKeeperPorts {
  readonly mqtt: Pick<MqttPort, 'publish' | 'subscribe'>;
  readonly log: Pick<Logger, 'warn'>;
}

export function createRecordKeeper(topic: string, { mqtt, log }: RecordKeeperPorts): RecordKeeper {
  const devices = new Map<string, AnnouncedDevice>();
  let isOurs = false;
  let kept = '';

  function keep(): void {
    const text = devices.size === 0 ? '' : JSON.stringify(Object.fromEntries(devices));
    if (text === kept) return;
    kept = text;
    mqtt.publish(topic, text, { retain: true, qos: 1 });
  }

  function take({ payload, retain }: MqttMessage): void {
    if (isOurs || !retain) return;
    const record = readRecord(payload);
    if (record === undefined) {
      log.warn({ topic }, 'the record of what was announced to Home Assistant is unreadable and starts anew');
      return;
    }
    for (const [objectId, device] of Object.entries(record)) devices.set(objectId, device);
    kept = payload;
  }

  return {
    get devices() {
      return [...devices];
    },
    get: (objectId) => devices.get(objectId),
    set(objectId, device) {
      if (device === undefined) devices.delete(objectId);
      else devices.set(objectId, device);
      keep();
    },
    listen: () => mqtt.subscribe(topic, take),
    own: () => {
      isOurs = true;
    },
    repeat() {
      kept = '';
      keep();
    },
  };
}
