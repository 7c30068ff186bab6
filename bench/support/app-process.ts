import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** dist/main.js of this checkout, seen from dist-bench/bench/support. */
const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

/** wattbridge itself, as its users run it (the flags are those of `npm start`): a process of its own. */
export interface AppProcess {
  readonly mqttUrl: string;
  /** `performance.now()` at which the process was started. */
  readonly startedMs: number;
  /** Resident memory in bytes and processor time in ms, as Linux counts them. */
  usage(): { readonly rssBytes: number; readonly cpuMs: number };
  stop(): Promise<void>;
}

/** @param yaml the configuration without its `mqtt` and `log` sections */
export async function startApp(yaml: string): Promise<AppProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'wattbridge-bench-'));
  const port = await freePort();
  const file = join(folder, 'wattbridge.yaml');
  const mqtt = `mqtt: { embedded: { port: ${port}, websocket_port: null } }\nlog: { level: warn, format: json }\n`;
  writeFileSync(file, `${mqtt}${yaml}`);
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=2', MAIN, 'run', '--config', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    mqttUrl: `mqtt://127.0.0.1:${port}`,
    startedMs,
    usage: () => readUsage(child),
    async stop() {
      await endOf(child);
      rmSync(folder, { recursive: true });
    },
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function readUsage({ pid }: ChildProcess) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssKib = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  // Fields 14 and 15 of proc(5) stat: user and system time in ticks of 10 ms; the name before them may hold blanks.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { rssBytes: rssKib * 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 };
}

/** A TCP port of loopback that nobody listens at now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
