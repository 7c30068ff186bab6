import type { ChargeWay, WayRanges } from './charge-option.js';
import { withinHouseLimit } from './limits.js';
import type { Observer } from './observer.js';
import type { ChargerReading } from './readings.js';
import type { SurplusSettings } from './settings.js';
import type { SurplusAnswer } from './surplus-charging.js';

/** The connection of the house, whose limit no mode and no knob exceeds. */
export interface HouseGuard {
  /**
   * What the limit leaves of the ways of charging now, in the worst likely case of the next seconds.
   * @param expectedW surplus that is expected, W; undefined: as it was last
   */
  now(ranges: WayRanges, settings: SurplusSettings, expectedW: number | undefined): WayRanges;
  /** What the limit usually leaves, by the mean surplus of the last ten minutes. */
  usual(ranges: WayRanges, settings: SurplusSettings): WayRanges;
}

/** @param yieldingW power of other chargers that counts as surplus here but is still drawn, W */
export function createHouseGuard(
  { forecast, ways }: Pick<Observer, 'forecast' | 'ways'>,
  yieldingW: () => number,
): HouseGuard {
  /** Power of others that only will give way is no room yet. */
  function limitW({ houseLimitW }: SurplusSettings): number | undefined {
    return houseLimitW === undefined ? undefined : houseLimitW - yieldingW();
  }

  return {
    now(ranges, settings, expectedW) {
      const lowestW = (expectedW ?? forecast.levelW ?? 0) + (forecast.errorsW[0] ?? 0);
      return withinHouseLimit(ranges, limitW(settings), lowestW);
    },
    usual: (ranges, settings) => withinHouseLimit(ranges, limitW(settings), ways.slowW),
  };
}

/** A turned knob stands, as far as the limit of the house allows. */
export function answerToTurnedKnob(
  { amp }: ChargerReading,
  way: ChargeWay,
  allowed: WayRanges,
  { houseLimitW }: SurplusSettings,
): SurplusAnswer {
  const code = 'knob_turned';
  if (houseLimitW === undefined || way === 'off') return { code };
  const maxA = allowed[way]?.maxA;
  if (maxA === undefined) return { code, wish: { charge: false } };
  return (amp ?? 0) > maxA ? { code, wish: { charge: true, currentA: maxA } } : { code };
}
