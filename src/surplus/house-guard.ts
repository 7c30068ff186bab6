import type { ChargeWay, WayRanges } from './charge-option.js';
import { leastOf, withinRoom } from './limits.js';
import type { MeterSilence } from './meter-silence.js';
import type { Observer, SurplusSample } from './observer.js';
import type { ChargerReading } from './readings.js';
import type { Wish } from './set-point.js';
import type { SurplusSettings } from './settings.js';

/** The connection of the house, whose limits no mode and no knob exceeds. */
export interface HouseGuard {
  /**
   * What the limits leave of the ways of charging now, in the worst likely case of the next seconds. While it is not
   * known what the house draws: at most the least current, if even the highest draw that was ever seen has room for it.
   */
  now(ranges: WayRanges, settings: SurplusSettings, nowMs: number): WayRanges;
  /** What the limits usually leave, by the mean surplus of the last ten minutes. */
  usual(ranges: WayRanges, settings: SurplusSettings): WayRanges;
  /** Whether there is a limit, and what the house draws is not known. */
  isBlind(settings: SurplusSettings, nowMs: number): boolean;
}

/** A sample may be missing for so long although the meter is in time, because the car's power is moving, s. */
const LONGEST_MOVE_S = 60;
/** What a phase has drawn in so long a time may come again at any moment, ms. */
const PHASE_MEMORY_MS = 60_000;

const LIMITLESS = Number.POSITIVE_INFINITY;

const hasLimit = ({ houseLimitW, houseLimitA }: SurplusSettings): boolean =>
  houseLimitW !== undefined || houseLimitA !== undefined;

/** @param yieldingW power of other chargers that counts as surplus here but is still drawn, W */
export function createHouseGuard(
  observer: Observer,
  silence: MeterSilence,
  yieldingW: () => number,
): HouseGuard {
  const { forecast, ways } = observer;
  let seen: SurplusSample | undefined;
  let highestW = 0;
  let highestA = 0;
  let lastA: { readonly atMs: number; readonly amps: number }[] = [];

  /** Power of others that only will give way is no room yet. */
  function limitW({ houseLimitW }: SurplusSettings): number {
    return houseLimitW === undefined ? LIMITLESS : houseLimitW - yieldingW();
  }

  function remember({ targetGridPowerW }: SurplusSettings): void {
    const { sample } = observer;
    if (sample === undefined || sample === seen) return;
    seen = sample;
    highestW = Math.max(highestW, targetGridPowerW - sample.surplusW);
    if (sample.houseA === undefined) return;
    highestA = Math.max(highestA, sample.houseA);
    lastA.push({ atMs: sample.atMs, amps: sample.houseA });
    lastA = lastA.filter(({ atMs }) => atMs > sample.atMs - PHASE_MEMORY_MS);
  }

  function isBlind(settings: SurplusSettings, nowMs: number): boolean {
    if (!hasLimit(settings)) return false;
    const { sample } = observer;
    if (sample === undefined || silence.isLong(settings, nowMs)) return true;
    if (settings.houseLimitA !== undefined && sample.houseA === undefined) return true;
    const { ageS, periodS } = observer.meter;
    return (nowMs - sample.atMs) / 1000 > ageS + periodS + LONGEST_MOVE_S;
  }

  /** What the house draws at most in the next seconds, sun and car left out, W; negative when the sun gives more. */
  function drawW({ targetGridPowerW }: SurplusSettings, nowMs: number): number {
    const aheadS = (nowMs - (seen?.atMs ?? nowMs)) / 1000 + observer.lookAheadS();
    const surplusW = Math.min(forecast.levelW ?? 0, forecast.expectedW(aheadS)) + (forecast.errorsW[0] ?? 0);
    return targetGridPowerW - surplusW;
  }

  function phaseLimitA({ houseLimitA }: SurplusSettings): number {
    return houseLimitA === undefined
      ? LIMITLESS
      : houseLimitA - Math.max(0, ...lastA.map(({ amps }) => amps));
  }

  return {
    now(ranges, settings, nowMs) {
      if (!hasLimit(settings)) return ranges;
      remember(settings);
      if (!isBlind(settings, nowMs))
        return withinRoom(ranges, limitW(settings) - drawW(settings, nowMs), phaseLimitA(settings));
      const roomA = (settings.houseLimitA ?? LIMITLESS) - highestA;
      return withinRoom(leastOf(ranges), limitW(settings) - highestW, roomA);
    },
    usual(ranges, settings) {
      const draw = settings.targetGridPowerW - ways.slowW;
      return withinRoom(ranges, limitW(settings) - draw, phaseLimitA(settings));
    },
    isBlind,
  };
}

/** What has to change at once because a limit does not allow what the charger is set to, whoever set it. */
export function wishWithinLimits(
  { amp }: ChargerReading,
  way: ChargeWay,
  allowed: WayRanges,
  settings: SurplusSettings,
): Wish | undefined {
  if (!hasLimit(settings) || way === 'off') return undefined;
  const maxA = allowed[way]?.maxA;
  if (maxA === undefined) return { charge: false };
  return (amp ?? 0) > maxA ? { charge: true, currentA: maxA } : undefined;
}
