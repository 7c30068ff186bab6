import { HOUR_MS } from '../time-spans.js';
import { createNumberTopic, type NumberTopicOptions } from './number-topic.js';
import type { MeterReading } from './readings.js';

/** Topics of other programs that tell of the house; all on the same broker. */
export interface HouseTopicsOptions {
  readonly battery?: BatteryTopics;
  /** Power of the sun, W. */
  readonly pv?: NumberTopicOptions;
}

export interface BatteryTopics {
  /** W. */
  readonly power: NumberTopicOptions;
  /** State of charge, %. */
  readonly soc?: NumberTopicOptions;
  /** What a positive power means. */
  readonly positive: 'charging' | 'discharging';
  readonly staleMs: number;
}

/** What is known of the house beside its meter. */
export interface HouseTopics {
  /** Topics to subscribe to. */
  readonly filters: readonly string[];
  take(topic: string, payload: string, nowMs: number): void;
  /** As it was at that time. */
  at(timeMs: number, nowMs: number): Pick<MeterReading, 'battery' | 'pvPowerW'>;
}

/** The sun's power only informs: it is told no longer than this after it was heard, ms. */
const PV_STALE_MS = 120_000;
/** A state of charge changes slowly, and many programs publish only changes, ms. */
const SOC_STALE_MS = HOUR_MS;

export function createHouseTopics({ battery, pv }: HouseTopicsOptions): HouseTopics {
  const power = battery && createNumberTopic(battery.power);
  const soc = battery?.soc && createNumberTopic(battery.soc);
  const sun = pv && createNumberTopic(pv);
  const all = [power, soc, sun].filter((each) => each !== undefined);

  function batteryAt(timeMs: number, nowMs: number): MeterReading['battery'] {
    if (battery === undefined) return undefined;
    const told = power?.at(timeMs, nowMs, battery.staleMs);
    if (told === undefined) return 'silent';
    const socPercent = soc?.at(timeMs, nowMs, SOC_STALE_MS);
    const powerW = battery.positive === 'discharging' ? told : -told;
    return { powerW, ...(socPercent !== undefined && { socPercent }) };
  }

  return {
    filters: [...new Set(all.map(({ topic }) => topic))],
    take(topic, payload, nowMs) {
      for (const each of all) if (each.topic === topic) each.take(payload, nowMs);
    },
    at(timeMs, nowMs) {
      const known = batteryAt(timeMs, nowMs);
      const pvPowerW = sun?.at(timeMs, nowMs, PV_STALE_MS);
      return {
        ...(known !== undefined && { battery: known }),
        ...(pvPowerW !== undefined && { pvPowerW }),
      };
    },
  };
}
