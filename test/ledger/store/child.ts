import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from '../../support/mosquitto.js';

/** A script of this project in a process of its own. */
export interface Child {
  /** The next line that it writes; undefined after its end. */
  nextLine(): Promise<string | undefined>;
  kill(): Promise<void>;
  /** @returns its exit code */
  ended(): Promise<number | null>;
}

/** Makes a script of `children/` and all that it imports one file that Node.js runs, but for the driver. */
export async function bundle(name: string): Promise<(...args: readonly string[]) => Child> {
  const file = join(await temporaryDirectory(), 'child.mjs');
  const script = await rolldown({
    input: fileURLToPath(new URL(`children/${name}.ts`, import.meta.url)),
    platform: 'node',
    plugins: [
      {
        name: 'the driver from where it is installed',
        resolveId: (id) =>
          id === 'libsql' ? { id: import.meta.resolve('libsql'), external: 'absolute' } : undefined,
      },
    ],
  });
  await script.write({ file, format: 'esm' });
  await script.close();
  return (...args) => start(file, args);
}

function start(file: string, args: readonly string[]): Child {
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const lines = child.stdout === null ? undefined : createInterface(child.stdout)[Symbol.asyncIterator]();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  onTestFinished(kill);
  return {
    nextLine: async () => (await lines?.next())?.value,
    kill,
    ended: () => exit,
  };
}
