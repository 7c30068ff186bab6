import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launch, newWindow } from './support/browser.js';
import { type Figure, percentile } from './support/figures.js';
import { PAGE_FOLDER, type PageHouse, startPageHouse } from './support/page-house.js';

const RUNS = 10;
/** A processor that is so many times as slow. */
const SLOW_DOWN = 4;
const BEST_COMPRESSION = { level: 9 };

/** What the browser measured, ms since the navigation began: something is drawn; the first figures stand there. */
interface Times {
  readonly paintMs: number;
  readonly figuresMs: number;
}

/** The web page: what it weighs, and how soon it shows something on a slow machine, with nothing in the cache. */
export async function page(): Promise<Figure[]> {
  const house = await startPageHouse();
  const browser = await launch();
  const times: Times[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await oneLoad(browser, house));
  await browser.close();
  await house.stop();
  const figure = (name: string, values: readonly number[], goal: string): Figure => ({
    name: `${name}, median of ${RUNS}, processor ${SLOW_DOWN} × slower`,
    value: `${percentile(values, 0.5).toFixed(0)} ms`,
    goal,
  });
  return [
    { name: 'page: JavaScript, gzipped', value: `${weightKb(/\.js$/).toFixed(1)} kB`, goal: '≤ 150 kB' },
    { name: 'page: everything, gzipped', value: `${weightKb(/(?<!\.map)$/).toFixed(1)} kB`, goal: '' },
    figure(
      'page: first paint',
      times.map(({ paintMs }) => paintMs),
      '≤ 1000 ms',
    ),
    figure(
      'page: first figures of the house',
      times.map(({ figuresMs }) => figuresMs),
      '',
    ),
  ];
}

function weightKb(name: RegExp): number {
  const files = readdirSync(PAGE_FOLDER).filter((file) => name.test(file));
  const bytes = files.map((file) => gzipSync(readFileSync(join(PAGE_FOLDER, file)), BEST_COMPRESSION).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

async function oneLoad(browser: Browser, house: PageHouse): Promise<Times> {
  const window = await newWindow(browser, house);
  const session = await window.context().newCDPSession(window);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await window.goto(house.url.href);
  await window.getByTestId('reason').waitFor();
  const figuresMs = await window.evaluate<number>('performance.now()');
  const paintMs = await window.evaluate<number>(FIRST_PAINT);
  await window.context().close();
  return { paintMs, figuresMs };
}

/** Also what was painted before anybody asked. */
const FIRST_PAINT = `new Promise((resolve) => {
  const observer = new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) resolve(paint.startTime);
  });
  observer.observe({ type: 'paint', buffered: true });
})`;
