import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

/** Debian keeps the broker where only root's PATH looks. */
const ENVIRONMENT = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };

export interface MosquittoOptions {
  /** Name → password; without users everybody may do everything. */
  readonly users?: Readonly<Record<string, string>>;
  /** Further lines of its configuration. */
  readonly config?: readonly string[];
  /** For the URL; default `mqtt`. */
  readonly scheme?: 'mqtt' | 'mqtts' | 'ws';
}

export interface MosquittoProcess {
  /** What it has said so far, line by line. */
  readonly output: readonly string[];
  /** Ends it at once, as a power cut does. Retained messages are lost. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
}

export interface Mosquitto extends MosquittoProcess {
  readonly url: string;
}

/** A directory that disappears at the end of the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'wattbridge-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/**
 * Ports below those that the system hands out by itself, a range for each worker of the test runner: whoever asks for
 * any free port, here or in a test that runs at the same time, cannot take one before it is used.
 */
const PORTS_EACH = 5_000;
const FIRST_PORT = 10_000 + (Number(process.env['VITEST_POOL_ID'] ?? 1) % 4) * PORTS_EACH;
let asked = process.pid % PORTS_EACH;

/** A port on which nothing listens now. */
export async function freePort(): Promise<number> {
  for (;;) {
    asked = (asked + 1) % PORTS_EACH;
    const port = FIRST_PORT + asked;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return free;
}

/** Writes a password file as `mosquitto_passwd` does. */
export async function writePasswords(file: string, users: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(file, '');
  for (const [name, password] of Object.entries(users)) {
    await promisify(execFile)('mosquitto_passwd', ['-b', file, name, password], { env: ENVIRONMENT });
  }
}

/** A real Mosquitto on a free loopback port. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const port = await freePort();
  const lines = [`listener ${port} 127.0.0.1`, `allow_anonymous ${options.users === undefined}`];
  if (options.users !== undefined) {
    const file = join(await temporaryDirectory(), 'passwords');
    await writePasswords(file, options.users);
    lines.push(`password_file ${file}`);
  }
  const process = await runMosquitto([...lines, ...(options.config ?? [])]);
  return { ...process, url: `${options.scheme ?? 'mqtt'}://localhost:${port}` };
}

/** A real Mosquitto with this configuration; it ends with the test. */
export async function runMosquitto(config: readonly string[]): Promise<MosquittoProcess> {
  const file = join(await temporaryDirectory(), 'mosquitto.conf');
  // Started by root it would become another user, who cannot read the test's files.
  await writeFile(file, ['user root', ...config, ''].join('\n'));
  const output: string[] = [];
  let child: ChildProcess | undefined;

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async function restart(): Promise<void> {
    await kill();
    child = spawn('mosquitto', ['-v', '-c', file], { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
    await running(child, output);
  }

  onTestFinished(kill);
  await restart();
  return { output, kill, restart };
}

/** Resolves when Mosquitto accepts connections; rejects with its words when it ends instead. */
function running(child: ChildProcess, output: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`mosquitto ended with ${code}: ${output.join(' | ')}`)));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        output.push(line);
        if (/mosquitto version \S+ running/.test(line)) resolve();
      });
    }
  });
}
