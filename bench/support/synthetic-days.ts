import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Weather } from '../../src/simulator/clouds.js';
import { createWorld } from '../../src/simulator/world.js';

const MINUTE_S = 60;
const DAY_S = 86_400;

interface SyntheticDay {
  /** UTC date. */
  readonly date: string;
  readonly weather: Weather;
  readonly seed: number;
}

/** Seven days of the simulated house: the bright and the difficult half of a year. */
const DAYS: readonly SyntheticDay[] = [
  { date: '2026-06-21', weather: 'clear', seed: 1 },
  { date: '2026-03-20', weather: 'clear', seed: 2 },
  { date: '2026-06-10', weather: 'broken', seed: 3 },
  { date: '2026-04-18', weather: 'broken', seed: 4 },
  { date: '2026-09-05', weather: 'broken', seed: 5 },
  { date: '2026-05-12', weather: 'overcast', seed: 6 },
  { date: '2026-12-28', weather: 'clear', seed: 7 },
];

/** The judge reads the group of a day from its name; a bright day in winter is a winter day. */
function nameOf({ date, weather, seed }: SyntheticDay): string {
  const season = ['12', '01', '02'].includes(date.slice(5, 7)) ? 'winter' : '';
  return `synthetic_${season}${weather}_${date}_seed${seed}.csv`;
}

/** Mean powers of every minute, W, as the judge reads them. */
function rowsOf({ date, weather, seed }: SyntheticDay): string[] {
  const startMs = Date.parse(`${date}T00:00:00Z`);
  const world = createWorld({ originMs: startMs, skyMs: startMs, seed, weather, plugged: false });
  const rows: string[] = [];
  for (let fromS = 0; fromS < DAY_S; fromS += MINUTE_S) {
    let [sunWs, loadWs] = [0, 0];
    for (let second = fromS; second < fromS + MINUTE_S; second++) {
      world.advanceTo(startMs + second * 1000);
      sunWs += world.flows.sunW;
      loadWs += world.flows.loadW;
    }
    const utc = new Date(startMs + fromS * 1000).toISOString().replace('.000', '');
    rows.push(`${utc},${Math.round(sunWs / MINUTE_S)},${Math.round(loadWs / MINUTE_S)}`);
  }
  return rows;
}

/** Writes the days of the simulated house as CSV files `utc,pv_w,load_w` with a row a minute. */
export function writeSyntheticDays(folder: string): void {
  for (const day of DAYS)
    writeFileSync(join(folder, nameOf(day)), `${['utc,pv_w,load_w', ...rowsOf(day)].join('\n')}\n`);
}
