import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withPage } from '../support/browser.js';

const page = withPage();

const PLACES = ['#now', '#history', '#devices/charger', '#settings'] as const;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1440, height: 900 };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Everything of a view that is folded away is opened, so that it is looked at too. */
const OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true; })";

async function violationsOf(window: Page): Promise<readonly string[]> {
  await window.evaluate(axe.source);
  const violations = await window.evaluate<readonly Violation[]>('axe.run().then((all) => all.violations)');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** With a refusal. One line is like the others; 400 of them take axe long. */
async function showOneKey(window: Page): Promise<void> {
  await window.getByRole('searchbox').fill('requested current');
  await window.getByRole('button', { name: /amp/ }).click();
  await window.getByLabel('New value').fill('31');
  await window.getByRole('button', { name: 'Write' }).click();
  await window.getByRole('alert').waitFor();
}

const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

/** What a view shows when it has loaded. */
const LOADED: Readonly<Record<(typeof PLACES)[number], string>> = {
  '#now': '[data-testid=reason]',
  '#history': '.sums',
  '#devices/charger': '.keys li',
  '#settings': '.entries li',
};

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the %s scheme',
  async (colorScheme) => {
    const window = await page.open({ colorScheme, reducedMotion: 'reduce', key: null });
    await window.getByLabel('API key').waitFor();
    expect(await violationsOf(window)).toEqual([]);
    await window.getByLabel('API key').fill(page.ownerKey);
    await window.keyboard.press('Enter');
    for (const place of PLACES) {
      await window.goto(new URL(`/${place}`, page.url).href);
      await window.locator(LOADED[place]).first().waitFor();
      if (place === '#devices/charger') await showOneKey(window);
      await window.evaluate(OPEN_ALL);
      expect(await violationsOf(window), place).toEqual([]);
    }
  },
  60_000,
);

test.each([
  { ...PHONE, locale: 'en-GB' },
  { ...PHONE, locale: 'de-DE' },
  { ...DESK, locale: 'de-DE' },
])('nothing is wider than a window of $width px, $locale', async ({ locale, ...viewport }) => {
  const window = await page.open({ viewport, locale });
  for (const place of PLACES) {
    await window.goto(new URL(`/${place}`, page.url).href);
    await window.locator(LOADED[place]).first().waitFor();
    await window.evaluate(OPEN_ALL);
    expect(await window.evaluate(isTooWide), place).toBe(false);
  }
});

test('it speaks German where the browser does, and English on demand', async () => {
  const window = await page.open({ locale: 'de-DE' });
  await window.getByRole('button', { name: 'Schnell' }).waitFor();
  expect(await window.evaluate('document.documentElement.lang')).toBe('de');
  await window.getByRole('link', { name: 'Einstellungen' }).click();
  await window.getByRole('heading', { name: 'Home Assistant verbinden' }).waitFor();
  await window.getByRole('button', { name: 'English' }).click();
  await window.getByRole('heading', { name: 'Connect Home Assistant' }).waitFor();
  await window.reload();
  await window.getByRole('heading', { name: 'Connect Home Assistant' }).waitFor();
});

test('the first stop of the keyboard leads past the navigation', async () => {
  const window = await page.open();
  await window.getByTestId('reason').waitFor();
  await window.keyboard.press('Tab');
  await window.keyboard.press('Enter');
  expect(await window.evaluate('document.activeElement?.localName')).toBe('main');
});
