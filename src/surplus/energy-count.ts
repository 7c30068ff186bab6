import type { JsonValue } from '../json.js';
import { isJsonObject } from '../json.js';
import { HOUR_MS } from '../time-spans.js';
import type { ChargerReading } from './readings.js';

/** Counts what goes into the car, Wh. */
export interface EnergyCount {
  readonly chargedWh: number;
  /** The charger's counter at which counting began, for example `{"eto": 1234567}`; null without a counter. */
  readonly begin: JsonValue;
  take(reading: ChargerReading): void;
  /** Begins at nothing. */
  restart(): void;
}

/** What is known of an earlier run. */
export interface EnergyMemory {
  readonly chargedWh: number;
  readonly begin: JsonValue;
}

/** A session's counter that falls by less is noise; by more, it began anew. */
const NOISE_WH = 100;
/** A longer gap between readings is a gap in knowledge: without a counter nothing is counted for it. */
const LONGEST_GAP_MS = 60_000;

type Counter = 'eto' | 'wh';

/**
 * Counts by the charger's counter of all energy, else by that of the session, else by its power. With a counter, what
 * flowed while nobody looked is counted too.
 */
export function createEnergyCount(memory: EnergyMemory = { chargedWh: 0, begin: null }): EnergyCount {
  let { chargedWh } = memory;
  let last = rememberedCounter(memory);
  let before: ChargerReading | undefined;

  function counterOf({ etoWh, sessionWh }: ChargerReading): readonly [Counter, number] | undefined {
    if (etoWh !== undefined) return ['eto', etoWh];
    return sessionWh === undefined ? undefined : ['wh', sessionWh];
  }

  function countPower(reading: ChargerReading): void {
    const gapMs = reading.measuredAtMs - (before?.measuredAtMs ?? reading.measuredAtMs);
    if (gapMs > 0 && gapMs <= LONGEST_GAP_MS) chargedWh += (reading.powerW * gapMs) / HOUR_MS;
  }

  function countBy(name: Counter, wh: number, reading: ChargerReading): void {
    if (last?.name !== name) countPower(reading);
    else if (wh >= last.wh) chargedWh += wh - last.wh;
    else if (last.wh - wh < NOISE_WH) return;
    last = { name, wh };
  }

  return {
    get chargedWh() {
      return chargedWh;
    },
    get begin() {
      return last === undefined ? null : { [last.name]: Math.round(last.wh - chargedWh) };
    },
    take(reading) {
      const counter = counterOf(reading);
      if (counter === undefined) {
        countPower(reading);
        last = undefined;
      } else countBy(...counter, reading);
      before = reading;
    },
    restart() {
      chargedWh = 0;
      last = before = undefined;
    },
  };
}

function rememberedCounter({ chargedWh, begin }: EnergyMemory): { name: Counter; wh: number } | undefined {
  if (!isJsonObject(begin)) return undefined;
  for (const name of ['eto', 'wh'] as const) {
    const wh = begin[name];
    if (typeof wh === 'number') return { name, wh: wh + chargedWh };
  }
  return undefined;
}
