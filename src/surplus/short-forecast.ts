/**
 * The surplus of the next half minute: level and trend of the last readings, how much of a trend usually lasts, and
 * how wrong such forecasts have lately been; all of it learned from the readings themselves.
 */
export interface ShortForecast {
  /** @param horizonS how far ahead decisions look; the trend's share and the errors are learned for it */
  take(atMs: number, surplusW: number, horizonS: number): void;
  /** Smoothed over a few seconds, W; undefined before the first reading. */
  readonly levelW: number | undefined;
  /** Expected surplus so many seconds after the newest reading, W. */
  expectedW(aheadS: number): number;
  /** Equally likely errors of the forecast, W, from the lowest (the surplus was less than expected) to the highest. */
  readonly errorsW: readonly number[];
  /** Share of a trend that usually lasts, 0 to 1. */
  readonly trendShare: number;
}

/** Two readings of a quick meter: a cloud's edge passes within seconds, and longer memory runs after it. */
const SMOOTHING_S = 4;
const GAP_S = 60;
/** A reading so far off the line is a step: the house switched something, and the line begins anew with it, W. */
const STEP_W = 300;
const FORGET_PER_READING = 0.999;
/** The first guess: how much of a trend lasts, and its weight against what is observed, W². */
const PRIOR_SHARE = 0.35;
const PRIOR_W2 = 1e8;
const MAX_ERRORS = 120;
const ERROR_EVERY_S = 5;
const QUANTILES = 20;

interface Pending {
  readonly dueMs: number;
  readonly levelW: number;
  readonly trendW: number;
  readonly expectedW: number;
}

/** Sums of an exponentially weighted straight line through the readings, time counted back from the newest, s. */
function createTrendLine() {
  let weight = 0;
  let time = 0;
  let timeSquared = 0;
  let value = 0;
  let timeValue = 0;

  return {
    take(stepS: number, surplusW: number, smoothingS: number) {
      const keep = Math.exp(-stepS / smoothingS);
      timeValue = (timeValue - stepS * value) * keep;
      timeSquared = (timeSquared - 2 * stepS * time + stepS * stepS * weight) * keep;
      time = (time - stepS * weight) * keep;
      weight = weight * keep + 1;
      value = value * keep + surplusW;
    },
    restart() {
      weight = time = timeSquared = value = timeValue = 0;
    },
    get meanW() {
      return value / weight;
    },
    /** Value of the line so many seconds after the newest reading, less the mean. */
    riseW(aheadS: number): number {
      const spread = weight * timeSquared - time * time;
      if (spread < 1e-3) return 0;
      const slope = (weight * timeValue - time * value) / spread;
      return slope * (aheadS - time / weight);
    },
  };
}

/** Values at equal steps of probability, lowest first. */
function quantiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return Array.from({ length: QUANTILES }, (_, index) => {
    const position = ((index + 0.5) / QUANTILES) * sorted.length;
    return sorted[Math.min(sorted.length - 1, Math.floor(position))] ?? 0;
  });
}

export function createShortForecast(): ShortForecast {
  const line = createTrendLine();
  const pending: Pending[] = [];
  let errors: number[] = Array.from({ length: 20 }, (_, index) => (index - 9.5) * 10);
  let sorted: readonly number[] | undefined;
  let matched = PRIOR_SHARE * PRIOR_W2;
  let seen = PRIOR_W2;
  let newestMs: number | undefined;
  let lastErrorMs = 0;
  let periodS = 2;

  const trendShare = () => Math.min(1, Math.max(0, matched / seen));

  function learn(atMs: number, surplusW: number) {
    let forecast = pending[0];
    while (forecast && forecast.dueMs <= atMs) {
      pending.shift();
      matched += (PRIOR_SHARE * PRIOR_W2 - matched) * (1 - FORGET_PER_READING);
      matched += (surplusW - forecast.levelW) * forecast.trendW;
      seen = PRIOR_W2 + (seen - PRIOR_W2) * FORGET_PER_READING + forecast.trendW ** 2;
      if (atMs - lastErrorMs >= ERROR_EVERY_S * 1000) {
        lastErrorMs = atMs;
        errors.push(surplusW - forecast.expectedW);
        if (errors.length > MAX_ERRORS) errors = errors.slice(-MAX_ERRORS);
        sorted = undefined;
      }
      forecast = pending[0];
    }
  }

  return {
    take(atMs, surplusW, horizonS) {
      const stepS = newestMs === undefined ? 0 : (atMs - newestMs) / 1000;
      if (stepS > GAP_S) {
        line.restart();
        pending.length = 0;
      } else if (stepS > 0) {
        periodS += 0.05 * (Math.min(30, stepS) - periodS);
      }
      learn(atMs, surplusW);
      if (Math.abs(surplusW - line.meanW - line.riseW(0)) > STEP_W) line.restart();
      newestMs = atMs;
      line.take(stepS, surplusW, Math.max(SMOOTHING_S, 1.5 * periodS));
      const trendW = line.riseW(horizonS);
      const expectedW = line.meanW + trendShare() * trendW;
      pending.push({ dueMs: atMs + horizonS * 1000, levelW: line.meanW, trendW, expectedW });
    },
    get levelW() {
      return newestMs === undefined ? undefined : line.meanW;
    },
    expectedW: (aheadS) => line.meanW + trendShare() * line.riseW(aheadS),
    get errorsW() {
      sorted ??= quantiles(errors);
      return sorted;
    },
    get trendShare() {
      return trendShare();
    },
  };
}
