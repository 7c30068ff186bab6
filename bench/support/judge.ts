import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The real controller as a shell command, wherever this checkout lies. */
export const CONTROLLER = `"${process.execPath}" "${fileURLToPath(new URL('../controller.js', import.meta.url))}"`;

const HELP = `The judge is not part of wattbridge. Say where it lies:
  WATTBRIDGE_JUDGE=DIR npm run …    or    npm run … -- --judge DIR
DIR is the folder that holds judge.mjs.
`;

/**
 * The folder of the judge: the option, else the environment variable WATTBRIDGE_JUDGE.
 * @returns undefined after having said what is missing; the exit code is then 2
 */
export function findJudge(option: string | undefined): string | undefined {
  const folder = option ?? process.env['WATTBRIDGE_JUDGE'];
  if (folder !== undefined && existsSync(join(folder, 'judge.mjs'))) return resolve(folder);
  process.stderr.write(folder === undefined ? HELP : `There is no judge.mjs in ${folder}.\n${HELP}`);
  process.exitCode = 2;
  return undefined;
}
