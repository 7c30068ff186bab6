import type { Clock } from '../clock.js';
import { readCommand } from '../devices/read-command.js';
import { WattbridgeError } from '../errors.js';
import type { JsonValue } from '../json.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import type { DeviceTopics } from '../mqtt/topics.js';
import { surplusCatalogue } from './catalogue.js';
import { KEPT_KEYS } from './surplus-device.js';

/** How long the broker may take to hand out what it keeps, after the connection stands. */
const HANDED_OUT_MS = 1000;

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
  const values = new Map<string, JsonValue>();
  let listening = true;
  const connected = new Promise<void>((resolve, reject) => {
    mqtt.onConnect(resolve);
    if (mqtt.connected) resolve();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  for (const key of KEPT_KEYS) {
    await mqtt.subscribe(topics.key(key), ({ payload, retain }) => {
      if (!listening || !retain) return;
      const value = parse(key, payload, log);
      if (value !== undefined) values.set(key, value);
    });
  }
  await connected;
  await clock.sleep(HANDED_OUT_MS, signal);
  listening = false;
  return values;
}

/** A value of another version, or of somebody else's hand, is not taken over. */
function parse(key: string, payload: string, log: Logger): JsonValue | undefined {
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
