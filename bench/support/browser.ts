import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type PageHouse, TIMEZONE } from './page-house.js';

/** Debian's package `chromium`. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

/** A window that is signed in with the owner's key; it shows nothing yet. */
export async function newWindow(
  browser: Browser,
  { url, ownerKey }: PageHouse,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: TIMEZONE, ...options });
  await context.addCookies([{ name: 'wattbridge_key', value: ownerKey, url: url.href }]);
  return context.newPage();
}
