/**
 * Dips of the surplus that the house makes itself: it falls within seconds, more suddenly than any cloud lets it
 * fall, because a kettle or an oven was switched on, and comes back as suddenly. How long such dips last is learned.
 */
export interface HouseDips {
  /** A reading of the house's surplus, W. */
  take(atMs: number, surplusW: number): void;
  /** By how much the surplus lies below where the present dip began, W; undefined while there is none. */
  readonly depthW: number | undefined;
  /** For each of the coming minutes the chance that the present dip, if it still lasts, ends in it. */
  endings(nowMs: number): readonly number[];
  /** How long the last dips lasted, s. */
  readonly learnedS: readonly number[];
}

interface Sample {
  readonly atMs: number;
  readonly surplusW: number;
}

interface Dip {
  readonly sinceMs: number;
  readonly fromW: number;
  depthW: number;
}

/** A fall by so much within so short a time is a dip. */
const LEAST_W = 700;
const SUDDEN_MS = 6_000;
/** Readings further apart say nothing about how sudden a fall was, ms. */
const GAP_MS = 15_000;
/** A rise by this share of the depth ends it, and so does a surplus that is back by half. */
const RISE_SHARE = 0.6;
const BACK_SHARE = 0.5;
/** What lasts longer is no dip but a lasting load, s. */
const LONGEST_S = 1800;
const LASTING_S = 7200;
const SHORTEST_S = 10;
/** First guess of how long dips last: kettles, cookers, ovens, heating; counted half, s. */
const FIRST_GUESS_S = [20, 40, 60, 90, 120, 150, 180, 210, 240, 300, 420, 600, 900, 1800, 3600, LASTING_S];
const GUESS_WEIGHT = 0.5;
const REMEMBERED = 20;
const MINUTES = 15;

/** @param beforeS how long the last dips of an earlier run lasted */
export function createHouseDips(beforeS: readonly number[] = []): HouseDips {
  const learnedS = [...beforeS];
  let recent: readonly Sample[] = [];
  let dip: Dip | undefined;

  function learn(lastedS: number) {
    learnedS.push(lastedS);
    if (learnedS.length > REMEMBERED) learnedS.shift();
  }

  /** The readings before this one that tell how sudden a change is; the last one always, unless it is old. */
  function before(atMs: number): readonly Sample[] {
    const last = recent.at(-1);
    if (!last || atMs - last.atMs > GAP_MS) return [];
    return recent.filter((sample) => sample === last || atMs - sample.atMs <= SUDDEN_MS);
  }

  function follow(present: Dip, { atMs, surplusW }: Sample, lowestW: number) {
    const ageS = (atMs - present.sinceMs) / 1000;
    const isBack = surplusW > present.fromW - present.depthW * BACK_SHARE;
    if (isBack || surplusW - lowestW > RISE_SHARE * present.depthW) {
      if (ageS > SHORTEST_S) learn(ageS);
      dip = undefined;
      recent = [];
    } else if (ageS > LONGEST_S) {
      learn(LASTING_S);
      dip = undefined;
    } else if (isYoung(present, atMs)) present.depthW = Math.max(present.depthW, present.fromW - surplusW);
  }

  const isYoung = (present: Dip, atMs: number) => atMs - present.sinceMs < 2 * SUDDEN_MS;

  function chanceOfEnd(ageS: number): number {
    const weigh = (from: number, to: number) => {
      const count = (values: readonly number[]) =>
        values.filter((lasted) => lasted > from && lasted <= to).length;
      return count(learnedS) + GUESS_WEIGHT * count(FIRST_GUESS_S);
    };
    const alive = weigh(ageS, Number.POSITIVE_INFINITY);
    return alive === 0 ? 0 : weigh(ageS, ageS + 60) / alive;
  }

  return {
    take(atMs, surplusW) {
      recent = before(atMs);
      const powers = recent.map((sample) => sample.surplusW);
      const sample = { atMs, surplusW };
      const highestW = Math.max(...powers);
      if (dip) follow(dip, sample, Math.min(...powers));
      recent = [...recent, sample];
      const isNew = dip === undefined || !isYoung(dip, atMs);
      if (isNew && highestW - surplusW > LEAST_W)
        dip = { sinceMs: atMs, fromW: highestW, depthW: highestW - surplusW };
    },
    get depthW() {
      return dip?.depthW;
    },
    endings(nowMs) {
      const ageS = dip ? (nowMs - dip.sinceMs) / 1000 : 0;
      return Array.from({ length: MINUTES }, (_, minute) => chanceOfEnd(ageS + 60 * minute));
    },
    learnedS,
  };
}
