import type { Clock } from '../clock.js';
import { isJsonObject, type JsonObject, type JsonValue, jsonEquals } from '../json.js';
import type { Logger } from '../logger.js';
import type { MqttPort } from '../mqtt/port.js';
import type { Publication } from './contract-client.js';
import { parseSnapshot } from './readings.js';

export interface FarewellPorts {
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Several keys take a charger a few seconds to show; Docker waits ten for the end of a container. */
const PATIENCE_MS = 5000;

/**
 * Sends a last command to a set-topic and waits for its result, at most 5 s. What comes of it is logged.
 * @returns whether the charger took it
 */
export async function sendFarewell(
  { topic, payload }: Publication,
  { mqtt, clock, log }: FarewellPorts,
): Promise<boolean> {
  if (!mqtt.connected) {
    log.warn({ topic }, 'The broker is away: the charger goes on as it was set');
    return false;
  }
  const ended = new AbortController();
  let settle: (result: JsonObject | undefined) => void = () => undefined;
  const answer = new Promise<JsonObject | undefined>((resolve) => {
    settle = resolve;
  });
  await mqtt.subscribe(topic.replace(/set$/, 'result'), (message) => {
    const result = parseSnapshot(message.payload);
    if (result && isAnswerTo(payload, result)) settle(result);
  });
  mqtt.publish(topic, payload);
  const patience = clock.sleep(PATIENCE_MS, ended.signal).then(
    () => undefined,
    () => undefined,
  );
  const result = await Promise.race([answer, patience]);
  ended.abort();
  const isTaken = result?.['ok'] === true;
  if (isTaken) log.info({ topic, payload }, 'The charger is left as its owner chose');
  else log.warn({ topic, payload, why: reasonOf(result) }, 'The charger may go on as it was set');
  return isTaken;
}

/** The result of an earlier command on the same topic may still be under way. */
function isAnswerTo(payload: string, { ok, value, error }: JsonObject): boolean {
  if (ok === true) return jsonEquals(value, JSON.parse(payload) as JsonValue);
  return !isJsonObject(error) || error['code'] !== 'superseded';
}

function reasonOf(result: JsonObject | undefined): unknown {
  if (result === undefined) return 'no result in time';
  return isJsonObject(result['error']) ? result['error']['message'] : result;
}
