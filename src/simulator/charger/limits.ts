import { type ChargerSettings, ratedCurrentA } from './settings.js';

/** Everything that limits the current on each phase, in A; null: does not apply now. */
export interface CurrentLimits {
  readonly requested: number;
  readonly installation: number;
  readonly rated: number;
  /** Cable that is plugged in (`cbl`). */
  readonly cable: number | null;
  /** 16 A adapter at the wall (`adi`). */
  readonly adapter: number | null;
  /** `amt`. */
  readonly temperature: number;
  /** `tcl`. */
  readonly temporary: number | null;
  /** The charger's own surplus logic. */
  readonly surplus: number | null;
}

export interface Installation {
  readonly variant: 11 | 22;
  readonly cableA: number;
  readonly adapter: boolean;
}

export function currentLimits(
  settings: ChargerSettings,
  installation: Installation,
  now: { readonly plugged: boolean; readonly temperatureA: number; readonly surplusA: number | null },
): CurrentLimits {
  return {
    requested: settings.amp,
    installation: settings.ama,
    rated: ratedCurrentA(installation.variant),
    cable: now.plugged ? installation.cableA : null,
    adapter: installation.adapter ? 16 : null,
    temperature: now.temperatureA,
    temporary: settings.tcl,
    surplus: now.surplusA,
  };
}

/** The lowest of them. `amp` bounds a surplus logic at work too: `cll`, the list of limits, names it. */
export function effectiveLimitA(limits: CurrentLimits): number {
  return Math.min(...Object.values(limits).filter((limit) => limit !== null));
}
