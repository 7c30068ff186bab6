import type { Clock } from '../clock.js';
import { readCommand } from '../devices/read-command.js';
import { WattbridgeError } from '../errors.js';
import type { JsonValue } from '../json.js';
import type { Logger } from '../logger.js';
import type { MqttMessage, MqttPort } from '../mqtt/port.js';
import type { DeviceTopics } from '../mqtt/topics.js';
import { surplusCatalogue } from './catalogue.js';
import { LEARNED_KEY } from './learned.js';
import { parseSnapshot } from './readings.js';
import { KEPT_KEYS } from './surplus-device.js';

/** Whoever has heard of no other value for so long has heard of all. */
const HANDED_OUT_MS = 500;

export interface KeptValuesPorts {
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * What an earlier run published and the broker kept: its retained topics are the controller's memory. Waits for the
 * connection, so that nothing is decided, or published in its place, before the owner's settings are known.
 * @throws the signal's reason when it is aborted before
 */
export async function keptValues(
  topics: DeviceTopics,
  { mqtt, clock, log }: KeptValuesPorts,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, JsonValue>> {
  const heard = new Map<string, string>();
  const keys = new Map([LEARNED_KEY, ...KEPT_KEYS].map((key) => [topics.key(key), key]));
  let listening = true;
  const connected = new Promise<void>((resolve, reject) => {
    mqtt.onConnect(resolve);
    if (mqtt.connected) resolve();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const take = ({ topic, payload, retain }: MqttMessage): void => {
    if (listening && retain) heard.set(topic, payload);
  };
  const listen = () => Promise.all([...keys.keys()].map((topic) => mqtt.subscribe(topic, take)));
  await listen();
  await connected;
  for (let before = -1; before < heard.size; ) {
    before = heard.size;
    await clock.sleep(HANDED_OUT_MS, signal);
    // On a busy machine time alone passes without a word: ask again, so that the broker has answered since.
    await listen();
  }
  listening = false;
  const values = new Map<string, JsonValue>();
  for (const [topic, key] of keys) {
    const value = parse(key, heard.get(topic), log);
    if (value !== undefined) values.set(key, value);
  }
  return values;
}

/** A value of another version, or of somebody else's hand, is not taken over. */
function parse(key: string, payload: string | undefined, log: Logger): JsonValue | undefined {
  if (payload === undefined) return undefined;
  if (key === LEARNED_KEY) return parseSnapshot(payload);
  const row = surplusCatalogue.get(key);
  if (row === undefined) return undefined;
  try {
    return readCommand({ ...row, access: 'R/W' }, payload);
  } catch (error) {
    if (!(error instanceof WattbridgeError)) throw error;
    log.warn({ key, err: error }, 'a kept value cannot be used and is left out');
    return undefined;
  }
}
