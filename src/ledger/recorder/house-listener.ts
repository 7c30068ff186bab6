import type { Clock } from '../../clock.js';
import type { MqttMessage, MqttPort } from '../../mqtt/port.js';
import { createTopics, OFFLINE, ONLINE } from '../../mqtt/topics.js';
import type { HouseTopicsOptions } from '../../surplus/house-topics.js';
import { type NumberTopicOptions, readNumber } from '../../surplus/number-topic.js';
import { parseSnapshot } from '../../surplus/readings.js';
import type { Recorder } from './recorder.js';

export interface HeardTopics {
  readonly topicBase: string;
  readonly meter: string | undefined;
  readonly chargers: readonly string[];
  /** What other programs tell of the house's battery and roof. */
  readonly house?: HouseTopicsOptions;
}

export interface HouseListenerPorts {
  readonly mqtt: MqttPort;
  readonly clock: Clock;
  /** Called when something happened that should be stored at once. */
  readonly onNews: () => void;
}

/** How long the broker may take to hand out what it keeps, after the connection stands. */
const HANDED_OUT_MS = 1000;

/**
 * Hands the topics of the house to the recorder. What the broker kept comes first, and the meter's before the
 * chargers', so that the energy of a gap is judged by what is known of its end.
 * Resolves when the recorder knows what the broker kept.
 * @throws the signal's reason when it is aborted before
 */
export async function listenToHouse(
  heard: HeardTopics,
  recorder: Recorder,
  { mqtt, clock, onNews }: HouseListenerPorts,
  signal: AbortSignal,
): Promise<void> {
  const takers = takersOf(heard, recorder);
  let kept: Map<string, string> | undefined = new Map();

  function take(topic: string, payload: string): void {
    takers.get(topic)?.(payload, clock.now());
    if (recorder.isUrgent) onNews();
  }

  function receive({ topic, payload }: MqttMessage): void {
    if (kept === undefined) take(topic, payload);
    else kept.set(topic, payload);
  }

  const connected = new Promise<void>((resolve, reject) => {
    mqtt.onConnect(resolve);
    if (mqtt.connected) resolve();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // It may be stopped before anybody waits for the connection.
  connected.catch(() => undefined);
  for (const topic of takers.keys()) await mqtt.subscribe(topic, receive);
  await connected;
  await clock.sleep(HANDED_OUT_MS, signal);
  const first = kept;
  kept = undefined;
  for (const topic of takers.keys()) {
    const payload = first.get(topic);
    if (payload !== undefined) take(topic, payload);
  }
}

type Taker = (payload: string, nowMs: number) => void;

/** Topic → what is done with it, in the order of what has to be known first. */
function takersOf(heard: HeardTopics, recorder: Recorder): ReadonlyMap<string, Taker> {
  const { topicBase, meter, chargers, house: { battery, pv } = {} } = heard;
  const topics = createTopics(topicBase);
  const devices = meter === undefined ? chargers : [meter, ...chargers];
  const online = new Map<string, boolean>();
  let bridgeIsThere = true;

  /** The availability of a device outlives a bridge that was killed. */
  function tellOnline(id: string, nowMs: number): void {
    const said = online.get(id);
    if (said !== undefined) recorder.setOnline(id, said && bridgeIsThere, nowMs);
  }

  const takers = new Map<string, Taker>();
  /** One topic may tell of battery and roof. */
  function power(source: NumberTopicOptions | undefined, take: (watts: number, nowMs: number) => void): void {
    if (source === undefined) return;
    const before = takers.get(source.topic);
    takers.set(source.topic, (payload, nowMs) => {
      before?.(payload, nowMs);
      const watts = readNumber(payload, source.path);
      if (watts !== undefined) take(watts, nowMs);
    });
  }
  power(battery?.power, (watts, nowMs) =>
    recorder.takeBatteryPower(battery?.positive === 'charging' ? -watts : watts, nowMs),
  );
  power(pv, recorder.takeRoofPower);
  takers.set(topics.role('bridge').state, (payload, nowMs) => {
    bridgeIsThere = payload !== OFFLINE;
    for (const id of devices) tellOnline(id, nowMs);
  });
  for (const id of devices) {
    takers.set(topics.device(id).availability, (payload, nowMs) => {
      online.set(id, payload === ONLINE);
      tellOnline(id, nowMs);
    });
    takers.set(topics.device(id).state, (payload, nowMs) => {
      const snapshot = parseSnapshot(payload);
      if (snapshot === undefined) return;
      if (id === meter) recorder.takeMeter(snapshot, nowMs);
      else recorder.takeCharger(id, snapshot, nowMs);
    });
  }
  return takers;
}
