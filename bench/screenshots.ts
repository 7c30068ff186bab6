/** Takes the pictures of docs/page.md: `node dist-bench/bench/screenshots.js FOLDER`. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch, newWindow } from './support/browser.js';
import { type PageHouse, startPageHouse } from './support/page-house.js';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 760 };

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
  { name: 'devices', at: '#devices/charger', prepare: openCurrent },
  { name: 'settings', at: '#settings', scheme: 'dark' },
];

async function chooseMonth(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Month' }).click();
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
  const house = await startPageHouse();
  const browser = await launch();
  await house.clock.sleep(60_000);
  await startMode(browser, house);
  await house.clock.sleep(240_000);
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
