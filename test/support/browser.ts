import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/load.js';
import type { Scope } from '../../src/ledger/api-key.js';
import { createSimulatedHouse, type SimulatedHouse } from '../../src/simulator/simulated-house.js';
import { scaledClock } from '../../src/system-clock.js';
import { createRecordingLogger } from './recording-logger.js';

/** Debian's package `chromium`. */
const CHROMIUM = '/usr/bin/chromium';
const PAGE_FOLDER = fileURLToPath(new URL('../../dist/page', import.meta.url));

/** All waits of the app and all of the house's time, so much faster than life. */
const SPEED = 10;
/** When to give up on a slow machine. */
export const STEP_TIMEOUT_MS = 60_000;

export interface OpenOptions extends BrowserContextOptions {
  /** Of the key that is signed in; null: nobody. Default: the owner's. */
  readonly key?: string | null;
  /** What comes after the address of the page, such as `#devices`. */
  readonly at?: string;
  /** Parts of messages of the browser that belong to what is tested. */
  readonly expected?: readonly string[];
}

/** The page of a running wattbridge in a real browser; one for all tests of a file. */
export interface PageTools {
  readonly house: SimulatedHouse;
  /** Of the simulated charger. */
  readonly chargerUrl: URL;
  readonly url: URL;
  readonly ownerKey: string;
  /** A new window, closed with the test, which fails when the browser complained about anything. */
  open(options?: OpenOptions): Promise<Page>;
  /** Makes a key with these scopes and returns its secret. */
  makeKey(name: string, scopes: readonly Scope[]): Promise<string>;
}

/** Starts the whole program with a simulated house, and the browser, before the tests of this file. */
export function withPage(): PageTools {
  let running: RunningHouse;
  let browser: Browser;
  beforeAll(async () => {
    [running, browser] = await Promise.all([startHouse(), launch()]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), running.stop()]);
  });
  return {
    get house() {
      return running.house;
    },
    get chargerUrl() {
      return running.chargerUrl;
    },
    get url() {
      return running.url;
    },
    get ownerKey() {
      return running.ownerKey;
    },
    open: (options) => openPage(browser, running, options),
    async makeKey(name, scopes) {
      const response = await fetch(new URL('/api/v1/org/api-keys', running.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${running.ownerKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name, scopes }),
      });
      return ((await response.json()) as { key: string }).key;
    },
  };
}

/** One process and no graphics card: quick on a small machine. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--in-process-gpu'] });

async function openPage(browser: Browser, { url, ownerKey }: RunningHouse, wish: OpenOptions = {}) {
  const { key = ownerKey, at = '', expected = [], ...options } = wish;
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  if (key !== null) await context.addCookies([cookieOf(key, url)]);
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  onTestFinished(() => {
    expect(complaints.filter((each) => !expected.some((part) => each.includes(part)))).toEqual([]);
  });
  await page.goto(new URL(`/${at}`, url).href);
  return page;
}

/** As the server sets it. */
function cookieOf(key: string, { href }: URL) {
  return { name: 'wattbridge_key', value: key, url: href, httpOnly: true, sameSite: 'Strict' as const };
}

/** Errors of scripts, failed requests and violations of the Content-Security-Policy: Chromium writes them all here. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

interface RunningHouse {
  readonly house: SimulatedHouse;
  readonly chargerUrl: URL;
  readonly url: URL;
  readonly ownerKey: string;
  stop(): Promise<void>;
}

async function startHouse(): Promise<RunningHouse> {
  const clock = scaledClock(SPEED);
  const house = createSimulatedHouse({ clock, weather: 'clear', seed: 7 });
  const { meterUrl, chargerUrl } = await house.start();
  const config = {
    data_dir: null,
    mqtt: { embedded: { port: 0, websocket_port: null } },
    api: { port: 0, private_webhooks: true },
    homeassistant: { enabled: false },
    // At this speed the usual five seconds are over soon on a busy machine.
    commands: { confirm_timeout_s: 60 },
    meters: [{ host: meterUrl.host, api_key: house.apiKey, interval_s: 1 }],
    chargers: [{ host: chargerUrl.host, idle_interval_s: 1 }],
  };
  const readFile = () => JSON.stringify(config);
  let tell = (_signIn: Pick<RunningHouse, 'ownerKey' | 'url'>): void => undefined;
  const signIn = new Promise<Pick<RunningHouse, 'ownerKey' | 'url'>>((resolve) => {
    tell = resolve;
  });
  const app = createApp(loadConfig({ path: 'test.yaml', env: {}, readFile }), {
    version: '1.2.3',
    clock,
    log: createRecordingLogger(),
    pageFolder: PAGE_FOLDER,
    onFirstKey: (ownerKey, url) => tell({ ownerKey, url }),
  });
  await app.start();
  const stop = async () => {
    await app.stop();
    await house.stop();
  };
  return { house, chargerUrl, stop, ...(await signIn) };
}
