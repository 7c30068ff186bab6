import { drawnW, type WayRange, worthW } from './charge-option.js';

/**
 * Chooses the whole ampere on one way of charging. For every ampere it adds up by how much it would have been better
 * than the present one; when one is ahead by more than a change costs, the best for what is expected now is taken.
 * So a large error is corrected at once and a small one when it lasts.
 */
export interface CurrentChoice {
  /** The ampere with the highest expected worth. */
  best(outlook: Outlook): number;
  /**
   * One step of time.
   * @returns the new ampere, or undefined to stay
   */
  step(outlook: Outlook, presentA: number, stepS: number): number | undefined;
  /** How far the best ampere is ahead of the present one, Wh. */
  readonly aheadWh: number;
  restart(): void;
}

export interface Outlook {
  readonly range: WayRange;
  /** Expected surplus when a change would show, W. */
  readonly expectedW: number;
  /** Equally likely errors of that, W. */
  readonly errorsW: readonly number[];
  readonly importWeight: number;
  /** Cost of a change, Wh. */
  readonly setPointWh: number;
}

function expectedWorthW({ range, expectedW, errorsW, importWeight }: Outlook, amps: number): number {
  const powerW = drawnW(range, amps);
  let sum = 0;
  for (const errorW of errorsW) sum += worthW(expectedW + errorW, powerW, importWeight);
  return sum / errorsW.length;
}

export function createCurrentChoice(): CurrentChoice {
  const ahead = new Map<number, number>();
  let aheadWh = 0;

  function best(outlook: Outlook): number {
    const { minA, maxA } = outlook.range;
    let bestA = minA;
    let bestWorth = expectedWorthW(outlook, minA);
    for (let amps = minA + 1; amps <= maxA; amps++) {
      const worth = expectedWorthW(outlook, amps);
      if (worth <= bestWorth) break; // concave in the current: past the best ampere it only falls
      bestA = amps;
      bestWorth = worth;
    }
    return bestA;
  }

  return {
    best,
    step(outlook, presentA, stepS) {
      const presentWorth = expectedWorthW(outlook, presentA);
      aheadWh = 0;
      for (let amps = outlook.range.minA; amps <= outlook.range.maxA; amps++) {
        const gainWh = ((expectedWorthW(outlook, amps) - presentWorth) * stepS) / 3600;
        const sum = Math.max(0, (ahead.get(amps) ?? 0) + gainWh);
        ahead.set(amps, sum);
        aheadWh = Math.max(aheadWh, sum);
      }
      if (aheadWh <= outlook.setPointWh) return undefined;
      const wantedA = best(outlook);
      return wantedA === presentA ? undefined : wantedA;
    },
    get aheadWh() {
      return aheadWh;
    },
    restart() {
      ahead.clear();
      aheadWh = 0;
    },
  };
}
