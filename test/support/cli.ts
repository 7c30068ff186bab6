import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built program in a process and a folder of its own, without the caller's settings. */
export interface Cli {
  /** The one in which it runs. */
  readonly folder: string;
  /** What it has written to both outputs so far. */
  readonly output: string;
  /** Resolves as soon as the output contains this text; rejects when the process ends before. */
  says(text: string): Promise<void>;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void;
  /** The exit code; null after a kill. */
  ended(): Promise<number | null>;
}

export interface CliOptions {
  /** Written to `wattbridge.yaml` in the folder. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** For standard input. */
  readonly input?: string;
}

export function startCli(args: readonly string[], { config, env = {}, input = '' }: CliOptions = {}): Cli {
  const cwd = mkdtempSync(join(tmpdir(), 'wattbridge-cli-'));
  if (config !== undefined) writeFileSync(join(cwd, 'wattbridge.yaml'), config);
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    // Several tests run at once.
    env: { WATTBRIDGE_API_PORT: '0', ...env },
    stdio: 'pipe',
  });
  child.stdin?.end(input);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const exit = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
    rmSync(cwd, { recursive: true });
  });
  return {
    folder: cwd,
    get output() {
      return output;
    },
    says(text) {
      const heard = new Promise<void>((resolve) => {
        const listener = (): void => {
          if (!output.includes(text)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
      });
      const tooLate = exit.then((code) => {
        if (!output.includes(text)) assert.fail(`ended with ${code} without saying "${text}":\n${output}`);
      });
      return Promise.race([heard, tooLate]);
    },
    signal: (name) => void child.kill(name),
    ended: () => exit,
  };
}
