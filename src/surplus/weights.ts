import type { SurplusSettings } from './settings.js';

/**
 * What things cost, all in Wh of surplus, so that options can be compared. A change is made when it is expected to
 * gain more than it costs; that is all the hysteresis there is.
 */
export interface Weights {
  /** A Wh from the grid counts as much as so many Wh of surplus that was given away. */
  readonly importWeight: number;
  /** The same for the choice of an ampere. */
  readonly roundingWeight: number;
  /** Wear and unrest of a new current, a start, a stop and a phase switch, beside the time that they lose. */
  readonly setPointWh: number;
  readonly startWh: number;
  readonly stopWh: number;
  readonly phaseSwitchWh: number;
  /** Share of the owner's shortest times that is kept: they must not force energy from the grid. */
  readonly shortestShare: number;
  /** Share of the time at the minimum that is kept when the meter is silent: it may draw from the grid. */
  readonly blindShare: number;
}

const NEVER_IMPORT_WEIGHT = 12;
const LEAST_WEIGHT = 0.05;
/** Energy from the grid is disliked a little more than its price says; hardly anything is lost by it. */
const RELUCTANCE = 1.5;
/**
 * For amperes it counts this much more: less import costs hardly anything there, whereas a start that is not made on a
 * grey day costs nearly all that the day gives.
 */
const ROUNDING_CAUTION = 4 / 3;

/**
 * One more kWh in the car is worth `value`. From the sun it costs the feed-in price, from the grid the import price:
 * the ratio of the loss to the gain decides whether an ampere is rounded up or down.
 */
function priceWeight(settings: SurplusSettings): number {
  const { importPricePerKwh, feedInPricePerKwh } = settings;
  const value = settings.carEnergyValuePerKwh ?? (importPricePerKwh + feedInPricePerKwh) / 2;
  const gain = value - feedInPricePerKwh;
  if (gain <= 0) return NEVER_IMPORT_WEIGHT;
  return Math.min(
    NEVER_IMPORT_WEIGHT,
    Math.max(LEAST_WEIGHT, (RELUCTANCE * (importPricePerKwh - value)) / gain),
  );
}

/** The weights of a profile and its prices. */
export function weightsOf(settings: SurplusSettings): Weights {
  const importWeight = priceWeight(settings);
  const balanced = {
    importWeight,
    roundingWeight: Math.min(NEVER_IMPORT_WEIGHT, ROUNDING_CAUTION * importWeight),
    setPointWh: 0.7,
    startWh: 30,
    stopWh: 30,
    phaseSwitchWh: 60,
    shortestShare: 1,
    blindShare: 1,
  };
  switch (settings.profile) {
    case 'balanced':
      return balanced;
    case 'never_import':
      return {
        ...balanced,
        importWeight: NEVER_IMPORT_WEIGHT,
        roundingWeight: NEVER_IMPORT_WEIGHT,
        setPointWh: 1,
        startWh: 20,
        stopWh: 10,
        phaseSwitchWh: 40,
        shortestShare: 0.5,
        blindShare: 0.03,
      };
    case 'gentle':
      return { ...balanced, setPointWh: 4, startWh: 80, stopWh: 80, phaseSwitchWh: 160 };
  }
}
