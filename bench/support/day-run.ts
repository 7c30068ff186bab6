import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HOUR_MS } from '../../src/time-spans.js';

/** What the judge's modules offer, as far as a drawing needs it. */
interface DayFileModule {
  readDayFile(path: string): Day;
  localOffsetH(day: Day): number;
}

interface Day {
  readonly startMs: number;
}

interface ScenariosModule {
  createSetup(
    day: Day,
    scenario: string,
    options: { readonly seed: number },
  ): { readonly house: { readonly seconds: number; readonly pvW: Series; readonly loadW: Series } };
}

interface RunDayModule {
  runDay(run: {
    readonly day: Day;
    readonly scenario: string;
    readonly profile: string;
    readonly seed: number;
    readonly controller: ChargerController | { readonly bound: true };
    readonly watch?: (second: number, now: { readonly carW: number }) => void;
  }): Promise<object>;
}

interface ScoreModule {
  addReference(score: object, bound: object): Counts;
  ratios(score: object): { readonly ofBound: number; readonly importShare: number };
}

interface Counts {
  readonly starts: number;
  readonly phaseSwitches: number;
  readonly setPointWrites: number;
}

type Series = ArrayLike<number>;

/** A controller by command line, or one of the judge's own by name. */
export type ChargerController = { readonly command: string } | { readonly baseline: string };

/** One day with one controller: minute means, W. */
export interface DayRun {
  readonly startLocalH: number;
  readonly sunW: readonly number[];
  readonly houseW: readonly number[];
  readonly carW: readonly number[];
  /** Import positive. */
  readonly gridW: readonly number[];
  /** Shares, 0 to 1. */
  readonly ofBound: number;
  readonly importShare: number;
  readonly counts: Counts;
}

const SEED = 1;
const MINUTE_S = 60;

function minuteMeans(series: Series): number[] {
  return Array.from({ length: Math.floor(series.length / MINUTE_S) }, (_, minute) => {
    let sum = 0;
    for (let s = minute * MINUTE_S; s < (minute + 1) * MINUTE_S; s++) sum += series[s] ?? 0;
    return sum / MINUTE_S;
  });
}

/** Plays a day in the judge's base scenario and keeps what the plant did. */
export async function runDayWith(
  judge: string,
  dayPath: string,
  controller: ChargerController,
): Promise<DayRun> {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(judge, file)).href);
  const { readDayFile, localOffsetH } = (await load('day-file.mjs')) as DayFileModule;
  const { createSetup } = (await load('scenarios.mjs')) as ScenariosModule;
  const { runDay } = (await load('run-day.mjs')) as RunDayModule;
  const { addReference, ratios } = (await load('score.mjs')) as ScoreModule;

  const day = readDayFile(dayPath);
  const { house } = createSetup(day, 'base', { seed: SEED });
  const carW = new Float64Array(house.seconds);
  const run = { day, scenario: 'base', profile: 'balanced', seed: SEED };
  const bound = await runDay({ ...run, controller: { bound: true } });
  const score = await runDay({
    ...run,
    controller,
    watch: (second, now) => {
      carW[second] = now.carW;
    },
  });
  const referred = addReference(score, bound);
  const gridW = carW.map((powerW, s) => powerW + (house.loadW[s] ?? 0) - (house.pvW[s] ?? 0));
  return {
    startLocalH: (day.startMs / HOUR_MS + localOffsetH(day)) % 24,
    sunW: minuteMeans(house.pvW),
    houseW: minuteMeans(house.loadW),
    carW: minuteMeans(carW),
    gridW: minuteMeans(gridW),
    ...ratios(referred),
    counts: referred,
  };
}
