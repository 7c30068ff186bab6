import type { JsonValue } from '../json.js';
import type { Logger } from '../logger.js';
import type { MqttMessage, MqttPort } from '../mqtt/port.js';
import type { DeviceTopics } from '../mqtt/topics.js';
import { type Command, type Outcome, resultPayload } from './command.js';
import { CommandError } from './command-error.js';
import type { CommandReader } from './command-reader.js';

export interface CommandInboxOptions {
  readonly topics: DeviceTopics;
  readonly reader: CommandReader;
  readonly mqtt: MqttPort;
  readonly log: Logger;
  readonly push: (command: Command) => void;
}

/** Receives one device's set-topics and sees to it that every command gets exactly one result. */
export interface CommandInbox {
  /** @param key the key of `<device>/<key>/set`; undefined for `<device>/set` */
  receive(key: string | undefined, message: MqttMessage): void;
}

export function createCommandInbox({ topics, reader, mqtt, log, push }: CommandInboxOptions): CommandInbox {
  function reply(key: string | undefined, message: MqttMessage, value: JsonValue, outcome: Outcome): void {
    const payload = resultPayload(key, value, outcome);
    mqtt.publish(key === undefined ? topics.result : topics.keyResult(key), payload, { qos: 1 });
    if (message.responseTopic !== undefined && !topics.isOurs(message.responseTopic)) {
      const correlation =
        message.correlationData === undefined ? {} : { correlationData: message.correlationData };
      mqtt.publish(message.responseTopic, payload, { qos: 1, ...correlation });
    }
    // Values may be secrets (Wi-Fi keys, card names): the log names keys only.
    if (outcome.ok) log.info({ key: key ?? Object.keys(value ?? {}) }, 'command done');
    else log.warn({ key, code: outcome.error.code }, `command refused: ${outcome.error.message}`);
  }

  function read(key: string | undefined, message: MqttMessage): ReadonlyMap<string, JsonValue> {
    if (message.retain) throw new CommandError('retained', 'a retained message on a set-topic is ignored');
    return reader.read(key, message.payload);
  }

  return {
    receive(key, message) {
      try {
        const values = read(key, message);
        const value = key === undefined ? Object.fromEntries(values) : (values.get(key) ?? null);
        push({ values, answer: (outcome) => reply(key, message, value, outcome) });
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        reply(key, message, null, { ok: false, error });
      }
    },
  };
}
