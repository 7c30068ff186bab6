/**
 * Draws a day with our controller above and evcc's rules below, minute by minute, as docs/images shows it. The plant
 * and evcc's rules are the judge's.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawDay } from './support/day-chart.js';
import { runDayWith } from './support/day-run.js';
import { CONTROLLER, findJudge } from './support/judge.js';

const USAGE = 'npm run bench:plot -- [--judge DIR] DAY.csv PICTURE.svg\n';
const FRAME = { hours: [7, 16], kilowatts: [-4, 11] } as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { judge: { type: 'string' } },
    allowPositionals: true,
  });
  const judge = findJudge(values.judge);
  if (judge === undefined) return;
  const [dayPath, picturePath] = positionals;
  if (dayPath === undefined || picturePath === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const ours = await runDayWith(judge, dayPath, { command: CONTROLLER });
  const evcc = await runDayWith(judge, dayPath, { baseline: 'evcc' });
  const panels = [
    { title: 'wattbridge', run: ours },
    { title: 'evcc’s rules', run: evcc },
  ];
  const words = 'Sun, house, car and grid over a day of broken clouds, with wattbridge and with evcc’s rules';
  writeFileSync(picturePath, drawDay(panels, FRAME, words));
}

await main();
