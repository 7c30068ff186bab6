import type { Datapoint } from '../devices/datapoint.js';
import type { Device, Writer } from '../devices/device.js';
import { checkValue, readCommand } from '../devices/read-command.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { CommandError } from './command-error.js';
import type { DeviceState } from './device-state.js';

/** What the owner allows to be written over MQTT. */
export interface CommandPolicy {
  readonly readOnly: boolean;
  /** Guarded keys that may be written all the same. */
  readonly allow: ReadonlySet<string>;
}

export interface CommandReaderOptions {
  readonly device: Device;
  readonly state: DeviceState;
  readonly policy: CommandPolicy;
}

/** Turns payloads of set-topics into checked values; nothing that fails a check reaches the device. */
export interface CommandReader {
  /**
   * Reads `<device>/<key>/set`, or `<device>/set` when `key` is undefined.
   * @throws CommandError for everything that is wrong with it; in a command of several keys one bad key refuses all
   */
  read(key: string | undefined, payload: string): ReadonlyMap<string, JsonValue>;
}

export function createCommandReader({ device, state, policy }: CommandReaderOptions): CommandReader {
  function requireWriter(): Writer {
    if (policy.readOnly) throw new CommandError('read_only', 'the bridge is read-only (commands.read_only)');
    if (device.writer === undefined) throw new CommandError('read_only', `${device.id} cannot be written`);
    return device.writer;
  }

  function requireRow(key: string): Datapoint {
    const row = device.datapoint(key);
    if (row === undefined) throw new CommandError('unknown_key', `${key} is not a key of ${device.id}`);
    const readable = row.access !== 'W';
    if (readable && state.values.size > 0 && !state.values.has(key)) {
      throw new CommandError(
        'unknown_key',
        `${device.id} does not have ${key} (other models or firmwares do)`,
      );
    }
    if (row.access !== 'R' && row.guarded && !policy.allow.has(key)) {
      throw new CommandError('not_allowed', `${key} is guarded; list it under commands.allow to write it`);
    }
    return row;
  }

  function readOne(key: string, payload: string, writer: Writer): ReadonlyMap<string, JsonValue> {
    return new Map([[key, readCommand(requireRow(key), payload, writer.limits(key, state.values))]]);
  }

  function readSeveral(payload: string, writer: Writer): ReadonlyMap<string, JsonValue> {
    const values = new Map<string, JsonValue>();
    for (const [key, value] of Object.entries(parseObject(payload))) {
      values.set(key, checkValue(requireRow(key), value, writer.limits(key, state.values)));
    }
    return values;
  }

  return {
    read(key, payload) {
      const writer = requireWriter();
      return key === undefined ? readSeveral(payload, writer) : readOne(key, payload, writer);
    },
  };
}

/** Far more than all writable keys of a device together need. */
const LONGEST_PAYLOAD = 16_384;

function parseObject(payload: string): JsonObject {
  let parsed: JsonValue;
  try {
    if (payload.length > LONGEST_PAYLOAD) throw new SyntaxError('too long');
    parsed = JSON.parse(payload) as JsonValue;
  } catch (cause) {
    throw new CommandError('invalid_json', 'expected a JSON object such as {"amp": 10, "frc": 2}', { cause });
  }
  if (!isJsonObject(parsed) || Object.keys(parsed).length === 0) {
    throw new CommandError(
      'invalid_type',
      'expected a JSON object with at least one key, such as {"amp": 10}',
    );
  }
  return parsed;
}
