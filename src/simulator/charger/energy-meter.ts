const AVERAGE_S = 30;
const CARDS = 10;

export type PhaseValues = readonly [l1: number, l2: number, l3: number];

/** The charger's own meter: whole watts in, counters out. */
export interface EnergyMeter {
  /** Power of the last second on L1 to L3 and in total, in W. */
  phaseW: PhaseValues;
  totalW: number;
  highestW: number;
  /** Energy since the car was plugged in, and since the start, in Ws. */
  sessionWs: number;
  totalWs: number;
  /** Energy since the start that was charged with each card, in Ws. */
  readonly cardWs: number[];
  /** Seconds of the session in which current flowed. */
  chargingS: number;
  /** The last thirty seconds in W, as a ring, and their sum. */
  readonly recentW: Float64Array;
  recentPosition: number;
  recentWs: number;
}

export function createEnergyMeter(): EnergyMeter {
  return {
    phaseW: [0, 0, 0],
    totalW: 0,
    highestW: 0,
    sessionWs: 0,
    totalWs: 0,
    cardWs: new Array<number>(CARDS).fill(0),
    chargingS: 0,
    recentW: new Float64Array(AVERAGE_S),
    recentPosition: 0,
    recentWs: 0,
  };
}

/** One second. @param card index of the card that pays; undefined: none */
export function countEnergy(meter: EnergyMeter, phaseW: PhaseValues, card: number | undefined): void {
  const totalW = phaseW[0] + phaseW[1] + phaseW[2];
  meter.phaseW = phaseW;
  meter.totalW = totalW;
  meter.highestW = Math.max(meter.highestW, totalW);
  meter.sessionWs += totalW;
  meter.totalWs += totalW;
  if (totalW > 0) meter.chargingS++;
  if (card !== undefined && meter.cardWs[card] !== undefined) meter.cardWs[card] += totalW;
  meter.recentWs += totalW - (meter.recentW[meter.recentPosition] ?? 0);
  meter.recentW[meter.recentPosition] = totalW;
  meter.recentPosition = (meter.recentPosition + 1) % AVERAGE_S;
}

/** Average power of the last thirty seconds in W (`tpa`). */
export function recentAverageW(meter: EnergyMeter): number {
  return meter.recentWs / AVERAGE_S;
}
