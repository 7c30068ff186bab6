import type { Clock } from '../clock.js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import type { Publication } from './contract-client.js';
import { parseSnapshot } from './readings.js';

export interface FarewellPorts {
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A stop must not take long; a charger that can be reached answers within about a second. */
const PATIENCE_MS = 2500;

/** Sends a last command to a set-topic and waits for its result, at most 2.5 s. What comes of it is logged. */
export async function sendFarewell(
  { topic, payload }: Publication,
  { mqtt, clock, log }: FarewellPorts,
): Promise<void> {
  if (!mqtt.connected) {
    log.warn({ topic }, 'The broker is away: the charger goes on as it was set');
    return;
  }
  const ended = new AbortController();
  let settle: (result: JsonObject | undefined) => void = () => undefined;
  const answer = new Promise<JsonObject | undefined>((resolve) => {
    settle = resolve;
  });
  await mqtt.subscribe(topic.replace(/set$/, 'result'), (message) => {
    const result = parseSnapshot(message.payload);
    // The result of an earlier command for the same key may still be under way.
    if (result?.['ok'] !== true || JSON.stringify(result['value']) === payload) settle(result);
  });
  mqtt.publish(topic, payload);
  const patience = clock.sleep(PATIENCE_MS, ended.signal).then(
    () => undefined,
    () => undefined,
  );
  const result = await Promise.race([answer, patience]);
  ended.abort();
  if (result?.['ok'] === true) log.info({ topic, payload }, 'The charger is left as its owner chose');
  else log.warn({ topic, payload, why: reasonOf(result) }, 'The charger may go on as it was set');
}

function reasonOf(result: JsonObject | undefined): unknown {
  if (result === undefined) return 'no result in time';
  return isJsonObject(result['error']) ? result['error']['message'] : result;
}
