/** Takes the pictures of docs/page.md: `node dist-bench/bench/screenshots.js FOLDER`. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch, newWindow } from './support/browser.js';
import { PAGE_MS, PAGE_SPEED, type PageHouse, startPageHouse } from './support/page-house.js';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 760 };

/** The day of the house begins so long before the pictures, and passes so many times as fast. */
const MORNING_MS = 5 * 3_600_000;
const MORNING_SPEED = 40;

interface Picture {
  readonly name: string;
  readonly at: string;
  readonly scheme?: 'light' | 'dark';
  readonly size?: typeof DESK;
  /** What is done before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const PICTURES: readonly Picture[] = [
  { name: 'now', at: '#now' },
  { name: 'now-dark', at: '#now', scheme: 'dark' },
  { name: 'phone', at: '#now', size: PHONE },
  { name: 'phone-history', at: '#history', size: PHONE, scheme: 'dark' },
  { name: 'history', at: '#history' },
  { name: 'history-month', at: '#history', scheme: 'dark', prepare: chooseMonth },
  { name: 'history-minutes', at: '#history', prepare: showMinutes },
  { name: 'phone-minutes', at: '#history', size: PHONE, scheme: 'dark', prepare: showMinutes },
  { name: 'devices', at: '#devices/charger', prepare: openCurrent },
  { name: 'settings', at: '#settings', scheme: 'dark' },
];

async function chooseMonth(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Month' }).click();
}

/** The minutes of the charger, with the figures of a moment before noon. */
async function showMinutes(page: Page): Promise<void> {
  const minutes = page.getByRole('region', { name: /minute by minute/ });
  const chart = minutes.locator('.u-over');
  await chart.waitFor();
  await minutes.evaluate((section) => section.scrollIntoView());
  const { width, height } = (await chart.boundingBox()) ?? DESK;
  await chart.hover({ position: { x: width * 0.48, y: height / 2 } });
}

async function openCurrent(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('current');
  await page.getByRole('button', { name: /amp/ }).first().click();
}

async function take(picture: Picture, folder: string, browser: Browser, house: PageHouse): Promise<void> {
  const { name, at, scheme = 'light', size = DESK, prepare } = picture;
  const page = await newWindow(browser, house, { viewport: size, colorScheme: scheme });
  await page.clock.install({ time: house.clock.now() });
  await page.goto(new URL(`/${at}`, house.url).href);
  await page.getByRole('navigation').first().waitFor();
  await prepare?.(page);
  await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined);
  await page.screenshot({ path: join(folder, `page-${name}.png`), animations: 'disabled' });
  await page.context().close();
}

async function main(): Promise<void> {
  const folder = process.argv[2] ?? 'docs/images';
  const house = await startPageHouse(PAGE_MS - MORNING_MS);
  const browser = await launch();
  await house.clock.sleep(60_000);
  await startMode(browser, house);
  house.clock.turnTo(MORNING_SPEED);
  await house.clock.sleep(PAGE_MS - house.clock.now());
  house.clock.turnTo(PAGE_SPEED);
  for (const picture of PICTURES) await take(picture, folder, browser, house);
  await browser.close();
  await house.stop();
}

async function startMode(browser: Browser, house: PageHouse): Promise<void> {
  const page = await newWindow(browser, house);
  await page.goto(house.url.href);
  await page.getByRole('button', { name: 'Sun', exact: true }).click();
  await page.getByText('done').waitFor();
  await page.context().close();
}

await main();
