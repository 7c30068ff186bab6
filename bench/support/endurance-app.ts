import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from './app-process.js';

/** dist/main.js of this checkout, seen from dist-bench/bench/support. */
const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const MIB = 1024 * 1024;

/** wattbridge as its users run it, in a process that can be killed and started again with what it kept. */
export interface EnduranceApp {
  readonly mqttUrl: string;
  /** `performance.now()` of the last start; undefined while it is down on purpose. */
  readonly upSinceMs: number | undefined;
  /** Resident memory; NaN while it is down. */
  readonly memoryMib: number;
  start(): void;
  kill(): Promise<void>;
  /** The clean end. */
  stop(): Promise<void>;
}

export interface EnduranceAppListeners {
  /** A line of its log, of level `error` or above. */
  readonly onError: (line: string) => void;
  /** It ended although nobody asked it to, and is started again. */
  readonly onDeath: (code: number | null) => void;
}

/** @param yaml the configuration without `mqtt`, `log` and `data_dir` */
export async function createEnduranceApp(
  yaml: string,
  { onError, onDeath }: EnduranceAppListeners,
): Promise<EnduranceApp> {
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-endurance-'));
  const port = await freePort();
  const file = join(folder, 'wattbridge.yaml');
  const head = [
    `data_dir: '${join(folder, 'data')}'`,
    `mqtt: { embedded: { port: ${port}, websocket_port: null } }`,
    'log: { level: warn, format: json }\n',
  ];
  writeFileSync(file, head.join('\n') + yaml);
  let child: ChildProcess | undefined;
  let upSinceMs: number | undefined;

  function start(): void {
    const args = ['--max-semi-space-size=2', MAIN, 'run', '--config', file];
    const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: started.stdout }).on('line', (line) => {
      if (isError(line)) onError(line);
    });
    started.once('exit', (code) => {
      if (child !== started) return;
      onDeath(code);
      // As a service manager would.
      start();
    });
    child = started;
    upSinceMs = performance.now();
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = child;
    [child, upSinceMs] = [undefined, undefined];
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }

  return {
    mqttUrl: `mqtt://127.0.0.1:${port}`,
    get upSinceMs() {
      return upSinceMs;
    },
    get memoryMib() {
      return child?.pid === undefined ? Number.NaN : residentBytes(child.pid) / MIB;
    },
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** pino's numbers: 50 is an error, 60 is fatal. */
function isError(line: string): boolean {
  const level = /"level":"?(\w+)/.exec(line)?.[1];
  return level === undefined || level === 'error' || level === 'fatal' || Number(level) >= 50;
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}
