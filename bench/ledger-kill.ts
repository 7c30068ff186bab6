import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KillRun, runKills } from './support/ledger-kill-run.js';

/** Kills the recorder so many times (first argument, 250) and prints what is in its ledger afterwards. */
const [, , kills = '250', seed = '1'] = process.argv;
const folder = await mkdtemp(join(tmpdir(), 'wattbridge-kill-'));
const child = new URL('./support/ledger-kill-child.js', import.meta.url);
const run = await runKills({ kills: Number(kills), seed: Number(seed), folder, child });
await rm(folder, { recursive: true });
process.stdout.write(`${JSON.stringify(reportOf(run), null, 2)}\n`);

function reportOf({ sessions, trueWh, slotsWh, bills, ...run }: KillRun) {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const errorsWh = sessions.map(({ energyWh }, index) => energyWh - (trueWh[index] ?? Number.NaN));
  const slotErrorsWh = sessions.map(({ energyWh }, index) => energyWh - (slotsWh[index] ?? Number.NaN));
  return {
    kills: run.kills,
    early_kills: run.early,
    seconds: Math.round(run.seconds),
    cars: trueWh.length,
    sessions: sessions.length,
    sessions_not_completed: sessions.filter(({ status }) => status !== 'completed').length,
    sessions_without_exactly_one_bill: bills.filter((count) => count !== 1).length,
    events: Object.fromEntries(run.events),
    true_energy_wh: Math.round(sum(trueWh)),
    energy_wh: Math.round(sum(sessions.map(({ energyWh }) => energyWh))),
    largest_error_wh: Math.max(...errorsWh.map(Math.abs)),
    largest_difference_to_slots_wh: Math.max(...slotErrorsWh.map(Math.abs)),
    complaints: run.complaints,
  };
}
