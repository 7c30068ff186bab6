import { isJsonObject, type JsonValue } from '../json.js';
import { payloadOf } from '../mqtt/payload.js';
import { createTopics, ONLINE } from '../mqtt/topics.js';
import type { CommandResult } from './command-desk.js';
import type { SurplusCore } from './core.js';
import type { Decision } from './decision.js';
import type { HouseTopics } from './house-topics.js';
import { type ChargerReading, type MeterReading, parseSnapshot, readCharger, readMeter } from './readings.js';
import { SET_POINT_KEYS, type SetPoint } from './set-point.js';
import type { ShareSeat } from './sharing.js';

/** The controller as a client of the topic contract: messages in, decisions and publications out. */
export interface ContractClient {
  /** Topics to subscribe to. */
  readonly filters: readonly string[];
  /** The newest readings. */
  readonly meter: MeterReading | undefined;
  readonly charger: ChargerReading | undefined;
  /** Power of the sun, W; undefined: not known. */
  pvPowerW(nowMs: number): number | undefined;
  take(topic: string, payload: string, nowMs: number): void;
  /** `feed` tells the charger's own logic of the house; it is no set-point. */
  step(nowMs: number): {
    readonly decision: Decision;
    readonly command?: Publication;
    readonly feed?: Publication;
  };
  /** The command to leave the charger with; undefined: it stays as it is. */
  farewell(): Publication | undefined;
}

/** A command, to be published without retain. */
export interface Publication {
  readonly topic: string;
  readonly payload: string;
}

export interface ContractNames {
  readonly base: string;
  readonly meter: string;
  readonly charger: string;
}

/** Takes what the charger's own logic is told. It is never read back. */
const FEED_KEY = 'ids';

function readResult(payload: string): CommandResult | undefined {
  const result = parseSnapshot(payload);
  if (!result) return undefined;
  const error: JsonValue | undefined = result['error'];
  const text = (member: string) => {
    const value = isJsonObject(error) ? error[member] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const errorCode = text('code');
  const message = text('message');
  return {
    ok: result['ok'] === true,
    ...(errorCode !== undefined && { errorCode }),
    ...(message !== undefined && { message }),
  };
}

const NOMINAL_V = 230;

/** A reading with another power: what others are about to draw may come on any phase. */
function asSeen({ phaseCurrentsA, ...reading }: MeterReading, gridPowerW: number): MeterReading {
  const comingA = Math.max(0, gridPowerW - reading.gridPowerW) / NOMINAL_V;
  return {
    ...reading,
    gridPowerW,
    ...(phaseCurrentsA && { phaseCurrentsA: phaseCurrentsA.map((current) => current + comingA) }),
  };
}

/**
 * @param share the grid's power as this charger is to see it, where others are behind the same meter
 * @param house what is known of the house beside its meter
 */
export function createContractClient(
  names: ContractNames,
  core: SurplusCore,
  share?: ShareSeat,
  house?: HouseTopics,
): ContractClient {
  const topics = createTopics(names.base);
  const meter = topics.device(names.meter);
  const charger = topics.device(names.charger);
  const resultTopics = new Set([charger.result, ...SET_POINT_KEYS.map((key) => charger.keyResult(key))]);
  const feedResult = charger.keyResult(FEED_KEY);

  let lastMeter: MeterReading | undefined;
  let lastCharger: ChargerReading | undefined;

  /** One key has a topic of its own; several go into one request. */
  function commandFor(setPoint: SetPoint): Publication | undefined {
    const entries = Object.entries(setPoint);
    const [first] = entries;
    if (!first) return undefined;
    if (entries.length > 1) return { topic: charger.set, payload: JSON.stringify(setPoint) };
    return { topic: charger.keySet(first[0]), payload: payloadOf(first[1]) };
  }

  function takeSnapshot(topic: string, payload: string, nowMs: number) {
    const snapshot = parseSnapshot(payload);
    if (!snapshot) return;
    if (topic === meter.state) {
      const reading = readMeter(snapshot, nowMs);
      if (!reading) return;
      lastMeter = reading;
      const { gridPowerW, measuredAtMs } = reading;
      const seenW = share === undefined ? gridPowerW : share.gridPowerW(gridPowerW, measuredAtMs);
      if (seenW !== undefined)
        core.takeMeter({ ...asSeen(reading, seenW), ...house?.at(measuredAtMs, nowMs) });
    } else {
      const reading = readCharger(snapshot, nowMs);
      if (!reading) return;
      lastCharger = reading;
      core.takeCharger(reading, nowMs);
    }
  }

  return {
    filters: [
      meter.state,
      meter.availability,
      charger.state,
      charger.availability,
      ...resultTopics,
      feedResult,
    ],
    get meter() {
      return lastMeter;
    },
    get charger() {
      return lastCharger;
    },
    pvPowerW: (nowMs) => house?.at(nowMs, nowMs).pvPowerW,
    take(topic, payload, nowMs) {
      if (topic === meter.state || topic === charger.state) takeSnapshot(topic, payload, nowMs);
      else if (topic === charger.availability) core.takeChargerOnline(payload === ONLINE);
      else if (resultTopics.has(topic) || topic === feedResult) {
        const result = readResult(payload);
        if (result && topic === feedResult) core.takeFeedResult(result);
        else if (result) core.takeResult(result, nowMs);
      }
    },
    step(nowMs) {
      const decision = core.step(nowMs);
      const command = decision.setPoint && commandFor(decision.setPoint);
      const feed = decision.feed && {
        topic: charger.keySet(FEED_KEY),
        payload: JSON.stringify(decision.feed),
      };
      return { decision, ...(command && { command }), ...(feed && { feed }) };
    },
    farewell: () => commandFor(core.farewell()),
  };
}
