/**
 * Measures the surplus controller with the judge, a program of its own that drives the real controller through the
 * topic contract and compares it with perfect foresight and with other controllers. Options of the judge are passed on.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTROLLER, findJudge } from './support/judge.js';
import { writeSyntheticDays } from './support/synthetic-days.js';

const USAGE = `npm run bench:control -- [--judge DIR] [options of the judge] [day files or folders]
  --scenario NAMES|all  --profile balanced|never_import  --seed N  --set NAME=JSON  --no-noise
  --days PATH           may be repeated; without any, seven days of the simulated house are made
  --baseline NAMES      controllers to compare with; default evcc,simple2s
  --jobs N  --timeout S  --json FILE
`;

const OPTIONS = {
  judge: { type: 'string' },
  baseline: { type: 'string', default: 'evcc,simple2s' },
  days: { type: 'string', multiple: true },
  scenario: { type: 'string' },
  profile: { type: 'string' },
  seed: { type: 'string' },
  'no-noise': { type: 'boolean' },
  set: { type: 'string', multiple: true },
  jobs: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'string' },
} as const;

function readCall() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

type Call = NonNullable<ReturnType<typeof readCall>>;

/** The options as the judge takes them, all but its own place. */
function passedOn({ values, positionals }: Call): string[] {
  const options = Object.entries(values).filter(([name]) => name !== 'judge');
  return [
    ...options.flatMap(([name, value]) =>
      [value].flat().map((each) => (each === true ? `--${name}` : `--${name}=${String(each)}`)),
    ),
    ...positionals,
  ];
}

async function runJudge(judge: string, args: readonly string[]): Promise<number> {
  const call = [join(judge, 'judge.mjs'), '--controller', CONTROLLER, ...args];
  const child = spawn(process.execPath, call, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function main(): Promise<void> {
  const call = readCall();
  const judge = call && findJudge(call.values.judge);
  if (!call || judge === undefined) return;
  const args = passedOn(call);
  if (call.values.days || call.positionals.length > 0) {
    process.exitCode = await runJudge(judge, args);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-days-'));
  try {
    writeSyntheticDays(folder);
    process.exitCode = await runJudge(judge, [...args, folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main();
